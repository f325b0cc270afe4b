"""The only code of ours that runs beside a student's code: wire format, loader, call loop."""
