package calendar

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// String returns the date as 2027-03-03, and "" for no date.
func (d Date) String() string { return d.format(time.DateOnly) }

// Long returns the date as 3 March 2027, and "" for no date.
func (d Date) Long() string { return d.format("2 January 2006") }

// Full returns the date as Wednesday 3 March 2027, and "" for no date.
func (d Date) Full() string { return d.format("Monday 2 January 2006") }

func (d Date) format(layout string) string {
	if d.IsZero() {
		return ""
	}
	return d.midnight().Format(layout)
}

// MarshalText writes the date as String does, so JSON holds "2027-03-03" or "".
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes; empty text is no date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	read, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = read
	return nil
}

// Scan reads a date column. NULL is no date. Of a time.Time it takes the day
// that it shows in its own zone, which is how drivers hand out a date column.
func (d *Date) Scan(column any) error {
	switch v := column.(type) {
	case nil:
		*d = Date{}
	case time.Time:
		*d = civil(v)
	case string:
		return d.UnmarshalText([]byte(v))
	case []byte:
		return d.UnmarshalText(v)
	default:
		return fmt.Errorf("A date column cannot hold a value of the type %T.", column)
	}
	return nil
}

// Value gives a date column what to store: NULL for no date.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}
