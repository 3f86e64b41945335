//! A service on loopback that responds to every request with the same bytes, and allocates nothing
//! after its start, so that what is counted or timed is the client.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};

/// A service that responds with this body, as JSON.
pub fn start(body: String) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    let response: &'static [u8] = (head + &body).into_bytes().leak();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let stream = stream.unwrap();
            std::thread::spawn(move || serve(stream, response));
        }
    });
    address
}

/// Requests have no body, so each ends with an empty line.
fn serve(mut stream: TcpStream, response: &[u8]) {
    stream.set_nodelay(true).unwrap();
    let mut buffer = [0; 4096];
    let mut read = 0;
    loop {
        match stream.read(&mut buffer[read..]) {
            Ok(0) | Err(_) => return,
            Ok(more) => read += more,
        }
        if buffer[..read].ends_with(b"\r\n\r\n") {
            read = 0;
            if stream.write_all(response).is_err() {
                return;
            }
        }
    }
}
