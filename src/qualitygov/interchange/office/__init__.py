"""Back to the office (退回与下发): what offices get from this library to mend, to fill, to confirm."""
