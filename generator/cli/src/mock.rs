//! `bindery mock`: a mock server that runs until it is stopped.

use super::args::{MessageFormat, Mock};
use super::screen::{Screen, say};
use super::{DONE, FAILED, UseOfConfig, missing, request};
use bindery::pipeline;
use bindery_mock::{Limits, Mock as MockServer, Options, serve};
use serde_json::json;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpListener;

pub(super) fn run(arguments: &Mock, screen: &mut Screen) -> io::Result<u8> {
    if let Some(message) = missing(&arguments.input, "mock") {
        screen.misuse(&message)?;
        return Ok(screen.code());
    }
    let served = request(&arguments.input, UseOfConfig::Documents, screen)?
        .job()
        .and_then(|job| pipeline::serve(&job));
    let served = match served {
        Ok((findings, served)) => {
            screen.findings(&findings)?;
            served
        }
        Err(failed) => {
            screen.findings(&failed.findings)?;
            return Ok(screen.code());
        }
    };
    let limits = arguments.limit.iter();
    let limits = limits.fold(Limits::default(), |limits, (limit, value)| {
        limits.with(*limit, *value)
    });
    let options = Options {
        validate: !arguments.no_validate,
        keep: !arguments.stateless,
        seed: arguments.seed,
        delay: arguments.delay,
        failing: arguments.fail.clone(),
        limits,
    };
    let mock = Arc::new(MockServer::new(served, options));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let address = SocketAddr::new(arguments.host, arguments.port);
    runtime.block_on(async {
        let listener = match TcpListener::bind(address).await {
            Ok(listener) => listener,
            Err(error) => {
                let help = "`--port 0` takes one that is free";
                let text = format!("cannot listen at {address}: {error}\n  help: {help}");
                screen.problem("io", &text)?;
                return Ok(FAILED);
            }
        };
        let url = format!("http://{}", listener.local_addr()?);
        let operations = mock.operations();
        let ready = match arguments.input.message_format {
            MessageFormat::Json => {
                let ready = json!({"reason": "ready", "url": url, "operations": operations});
                format!("{ready}\n")
            }
            _ => format!("{url} serves {operations} operations; press Ctrl-C to stop\n"),
        };
        screen.result(&ready)?;
        let quiet = screen.is_quiet();
        let log = move |line: &str| {
            if !quiet {
                // There is no way left to report this error.
                let _ = say(io::stderr(), &format!("{line}\n"));
            }
        };
        serve(listener, mock, log, ended()).await;
        Ok(DONE)
    })
}

/// Ends when somebody wants the program to.
async fn ended() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending().await
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                () = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    interrupted.await;
}
