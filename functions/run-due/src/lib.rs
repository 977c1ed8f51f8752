//! Releases holds whose time has come.
