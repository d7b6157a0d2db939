package calendar_test

import (
	"database/sql/driver"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

func TestDateInWords(t *testing.T) {
	t.Parallel()
	d := calendar.On(2027, time.March, 3)
	if d.String() != "2027-03-03" || d.Long() != "3 March 2027" || d.Full() != "Wednesday 3 March 2027" {
		t.Errorf("got %s, %s, %s", d, d.Long(), d.Full())
	}
	var none calendar.Date
	if none.String()+none.Long()+none.Full() != "" {
		t.Error("no date is not empty in words")
	}
}

func TestParseDateRefuses(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "2026-02-29", "31/12/2026", "2026-1-5", "2026-13-01", "0000-01-01x", " 2026-01-05", "2026-01-05T00:00:00Z"} {
		d, err := calendar.ParseDate(s)
		if err == nil || !d.IsZero() || !strings.Contains(err.Error(), "2027-03-03") {
			t.Errorf("%q gave %s, %v", s, d, err)
		}
	}
}

func TestDateAsJSON(t *testing.T) {
	t.Parallel()
	type form struct {
		Due   calendar.Date `json:"due"`
		Until calendar.Date `json:"until,omitzero"`
	}
	for text, want := range map[string]form{
		`{"due":"2027-03-03","until":"2027-03-04"}`: {calendar.On(2027, time.March, 3), calendar.On(2027, time.March, 4)},
		`{"due":""}`: {},
	} {
		var got form
		if err := json.Unmarshal([]byte(text), &got); err != nil || got != want {
			t.Errorf("%s read as %v, %v", text, got, err)
		}
		if back, err := json.Marshal(got); err != nil || string(back) != text {
			t.Errorf("%s written as %s, %v", text, back, err)
		}
	}
	var got form
	if err := json.Unmarshal([]byte(`{"due":"tomorrow"}`), &got); err == nil {
		t.Error("took tomorrow for a date")
	}
}

func TestScan(t *testing.T) {
	t.Parallel()
	want := calendar.On(2027, time.July, 3)
	for _, column := range []any{
		time.Date(2027, time.July, 3, 0, 0, 0, 0, time.UTC), time.Date(2027, time.July, 3, 23, 59, 0, 0, time.UTC), "2027-07-03", []byte("2027-07-03"),
	} {
		var got calendar.Date
		if err := got.Scan(column); err != nil || got != want {
			t.Errorf("scan %v: %s, %v", column, got, err)
		}
	}
	got := want
	if err := got.Scan(nil); err != nil || !got.IsZero() {
		t.Errorf("scan NULL: %s, %v", got, err)
	}
	for _, column := range []any{7, "infinity", true} {
		if err := got.Scan(column); err == nil {
			t.Errorf("scan %v: no error", column)
		}
	}
}

func TestValue(t *testing.T) {
	t.Parallel()
	for d, want := range map[calendar.Date]driver.Value{{}: nil, calendar.On(2027, time.July, 3): "2027-07-03"} {
		if got, err := d.Value(); err != nil || got != want {
			t.Errorf("value of %q is %v, %v", d, got, err)
		}
	}
}

// What pgx does with a date column and a date parameter, without a database.
func TestDateThroughPgx(t *testing.T) {
	t.Parallel()
	types := pgtype.NewMap()
	for _, want := range []calendar.Date{calendar.On(2027, time.July, 3), calendar.On(1999, time.December, 31), {}} {
		for _, format := range []int16{pgtype.TextFormatCode, pgtype.BinaryFormatCode} {
			wire, err := types.Encode(pgtype.DateOID, format, want, nil)
			if err != nil {
				t.Fatalf("encode %s: %v", want, err)
			}
			got := calendar.On(2000, time.January, 1)
			if err := types.Scan(pgtype.DateOID, format, wire, &got); err != nil || got != want {
				t.Errorf("format %d: %q came back as %q, %v", format, want, got, err)
			}
		}
	}
}
