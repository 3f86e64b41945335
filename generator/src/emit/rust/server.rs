//! Where is an API served?

use crate::ir::Server;

/// A server's URL with the defaults of its variables.
pub(super) fn url(server: &Server) -> String {
    let mut url = server.url.clone();
    for variable in &server.variables {
        url = url.replace(&format!("{{{}}}", variable.name), &variable.default);
    }
    url
}
