//! Shows the progress of a long run, such as a million cases.

use indicatif::{ProgressBar, ProgressStyle};

/// A progress bar on standard error if that is a terminal; otherwise nothing.
pub(super) struct Progress(ProgressBar);

impl Progress {
    pub(super) fn new(cases: u64) -> Self {
        let style = ProgressStyle::with_template("{wide_bar} {human_pos}/{human_len}, {eta} left, {msg}");
        let bar = ProgressBar::new(cases);
        Self(match style {
            Ok(style) => bar.with_style(style),
            Err(_) => bar,
        })
    }

    /// Counts a case of a spec.
    pub(super) fn one_more(&self, spec: &str) {
        self.0.inc(1);
        if self.0.position().is_multiple_of(256) {
            self.0.set_message(spec.to_owned());
        }
    }

    pub(super) fn end(&self) {
        self.0.finish_and_clear();
    }
}
