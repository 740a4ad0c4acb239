"""The yearly self-review (egenkontroll): what each role is asked, the sheet that it answers in, and what came of it."""
