//! How memory is had from the system.

/// Has it in small pages from now on. In huge ones, which make a server faster, whatever comes and goes in a long import
/// holds half as much memory again.
#[cfg(target_os = "linux")]
pub fn in_small_pages() {
    if let Err(error) = rustix::thread::disable_transparent_huge_pages(true) {
        tracing::debug!("memory comes in pages of any size: {error}");
    }
}

/// Other systems are left as they are.
#[cfg(not(target_os = "linux"))]
pub fn in_small_pages() {}
