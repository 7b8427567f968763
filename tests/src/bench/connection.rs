//! A connection that costs next to nothing, because clients and server share the same two cores.

use std::net::SocketAddr;

use anyhow::{Context as _, Result, ensure};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;

const JSON: &str = "content-type: application/json\r\n";

/// A kept-alive HTTP/1.1 connection.
pub struct Connection {
    stream: BufReader<TcpStream>,
    cookie: String,
    request: Vec<u8>,
    line: Vec<u8>,
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

impl Connection {
    /// Connects.
    pub async fn open(server: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(server).await?;
        stream.set_nodelay(true)?;
        let (cookie, request, line) = (String::new(), Vec::new(), Vec::new());
        Ok(Self { stream: BufReader::new(stream), cookie, request, line })
    }

    /// Speaks from now on as whoever has this cookie.
    pub fn speak_as(&mut self, cookie: &str) {
        self.cookie = format!("cookie: {cookie}\r\n");
    }

    /// Puts a JSON document and waits for the whole answer.
    pub async fn put(&mut self, path: &str, document: &[u8]) -> Result<Reply> {
        self.ask("PUT", path, JSON, document).await
    }

    /// Reads.
    pub async fn get(&mut self, path: &str) -> Result<Reply> {
        self.ask("GET", path, "", &[]).await
    }

    /// Asks with these header lines and waits for the whole answer.
    pub async fn ask(
        &mut self,
        method: &str,
        path: &str,
        headers: &str,
        body: &[u8],
    ) -> Result<Reply> {
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: localhost\r\n{headers}{}\
             content-length: {}\r\n\r\n",
            self.cookie,
            body.len()
        );
        self.request.clear();
        self.request.extend_from_slice(head.as_bytes());
        self.request.extend_from_slice(body);
        self.stream.write_all(&self.request).await?;
        let status = self.line().await?.split(' ').nth(1).and_then(|status| status.parse().ok());
        let status = status.context("the answer has no status")?;
        let mut bytes = 0;
        loop {
            let line = self.line().await?;
            if line.is_empty() {
                break;
            }
            let (name, value) = line.split_once(':').context("a header has a colon")?;
            if name.eq_ignore_ascii_case("content-length") {
                bytes = value.trim().parse()?;
            }
        }
        let mut body = vec![0; bytes];
        self.stream.read_exact(&mut body).await?;
        Ok(Reply { status, body })
    }

    async fn line(&mut self) -> Result<&str> {
        self.line.clear();
        let read = self.stream.read_until(b'\n', &mut self.line).await?;
        ensure!(read > 0, "the connection ended");
        Ok(std::str::from_utf8(&self.line)?.trim_end())
    }
}
