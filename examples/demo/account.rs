//! The hospital's account with the sandbox. All of it is made up or public.

pub(crate) const APPID: &str = "wxd678efh567hg6787";
pub(crate) const MCH_ID: &str = "1230000109";
/// Made up, but masked in the transcript anyway.
pub(crate) const APP_SECRET: &str = "7d3f1a90c5e84b62a1f07c9e5d2b8a46";
/// The sample key of WeChat Pay's public documentation, masked as well.
pub(crate) const API_KEY: &str = "192006250b4c09247ec02edce69f6a2d";
/// A wrong API key.
pub(crate) const WRONG_KEY: &str = "8934e7d15453e97507ef794cf7b0519d";
