package app

import "log/slog"

// hidden stands wherever a secret would be printed.
const hidden = "[hidden]"

// A Secret is a value that no log, help text or error may show. Reveal is the only way to it.
type Secret string

// String hides the value; "" stays visible, so that a reader sees that nothing is set.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return hidden
}

// GoString hides the value from %#v.
func (s Secret) GoString() string { return s.String() }

// LogValue hides the value from logs.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalText hides the value from encoders.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Reveal returns the value, for the one place that needs it.
func (s Secret) Reveal() string { return string(s) }
