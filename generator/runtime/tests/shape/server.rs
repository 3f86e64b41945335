//! A server on loopback that gives scripted responses, one a connection, and remembers what it was
//! asked.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

/// What the server does with a request.
pub enum Script {
    /// Responds with this status line and headers (without the length) and this body. `{url}` in
    /// them is the server's own URL.
    Response(&'static str, &'static str),
    /// Responds with these bytes.
    Raw(Vec<u8>),
    /// Closes the connection.
    Drop,
    /// Waits, and then closes the connection.
    Wait(Duration),
}

pub struct Server {
    pub url: String,
    requests: Receiver<String>,
}

impl Server {
    pub fn start(scripts: Vec<Script>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (sender, requests) = channel();
        let own = url.clone();
        thread::spawn(move || {
            for script in scripts {
                let Ok((mut stream, _)) = listener.accept() else {
                    return;
                };
                let request = read(&stream);
                let _ = sender.send(request);
                play(script, &own, &mut stream);
            }
        });
        Self { url, requests }
    }

    /// The requests so far, each as it stood on the wire.
    pub fn requests(&self) -> Vec<String> {
        self.requests.try_iter().collect()
    }

    /// The only request.
    pub fn request(&self) -> String {
        let mut requests = self.requests();
        assert_eq!(requests.len(), 1, "{requests:#?}");
        requests.remove(0)
    }
}

fn read(stream: &TcpStream) -> String {
    let mut reader = BufReader::new(stream);
    let mut text = String::new();
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 {
            return text;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        text.push_str(&line);
        if line == "\r\n" {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    text.push_str(&String::from_utf8(body).unwrap());
    text
}

fn play(script: Script, url: &str, stream: &mut TcpStream) {
    match script {
        Script::Response(head, body) => {
            let (head, body) = (head.replace("{url}", url), body.replace("{url}", url));
            let head = head.replace('\n', "\r\n");
            let length = body.len();
            let _ = write!(
                stream,
                "HTTP/1.1 {head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            );
        }
        Script::Raw(bytes) => {
            let _ = stream.write_all(&bytes);
        }
        Script::Drop => {}
        Script::Wait(time) => thread::sleep(time),
    }
}
