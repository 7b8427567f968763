//! Whether a request comes from inside the hall.

use std::net::IpAddr;

use axum::http::HeaderMap;

/// What a proxy adds to a request that it passes on.
const PASSED_ON: [&str; 4] = ["forwarded", "x-forwarded-for", "x-real-ip", "via"];

/// Whether the caller is on the network of the hall itself. What a proxy passed on may come from
/// anywhere.
pub(super) fn is_inside(peer: IpAddr, headers: &HeaderMap) -> bool {
    !PASSED_ON.iter().any(|name| headers.contains_key(*name)) && is_local(peer)
}

fn is_local(peer: IpAddr) -> bool {
    match peer.to_canonical() {
        IpAddr::V4(peer) => peer.is_loopback() || peer.is_private() || peer.is_link_local(),
        IpAddr::V6(peer) => {
            peer.is_loopback() || peer.is_unique_local() || peer.is_unicast_link_local()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_network_of_the_hall_is_inside_and_the_rest_of_the_world_is_not() {
        let table = [
            ("127.0.0.1", true),
            ("192.168.7.20", true),
            ("10.1.2.3", true),
            ("172.16.0.9", true),
            ("::1", true),
            ("fd00::7", true),
            ("::ffff:192.168.7.20", true),
            ("203.0.113.9", false),
            ("172.32.0.9", false),
            ("2001:db8::1", false),
            ("::ffff:203.0.113.9", false),
        ];

        for (peer, expected) in table {
            let peer: IpAddr = peer.parse().unwrap();

            assert_eq!(is_inside(peer, &HeaderMap::new()), expected, "{peer}");
        }
    }

    #[test]
    fn what_a_proxy_passed_on_is_not_inside() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "192.168.7.20".parse().unwrap());

        assert!(!is_inside(IpAddr::from([127, 0, 0, 1]), &headers));
    }
}
