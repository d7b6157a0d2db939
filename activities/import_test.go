package activities_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/readiness"
)

// A tray is the ledger and the reader of one upload.
type tray struct {
	activities.Ledger
	read   error // what reading ends with
	broken map[string]error
	rows   int
	log    []string
}

func (d *tray) activities() *activities.Activities {
	return &activities.Activities{Ledger: d, Lists: d, Beat: func(context.Context, ...any) {}}
}

func (d *tray) note(what string) error {
	d.log = append(d.log, what)
	return d.broken[strings.Fields(what)[0]]
}

func (d *tray) ImportFiles(_ context.Context, id string) (readiness.Upload, error) {
	return readiness.Upload{}, d.note("fetch " + id)
}

func (d *tray) Read(_ context.Context, _ readiness.Upload, progress func(done, total int)) (readiness.Extract, []readiness.Finding, error) {
	for i := range d.rows {
		progress(i+1, d.rows)
	}
	return readiness.Extract{Layout: "newer"}, []readiness.Finding{{Rule: "end-before-start"}}, d.read
}

func (d *tray) ImportProgress(_ context.Context, _ string, done, total int) error {
	return d.note(fmt.Sprintf("progress %d of %d", done, total))
}

func (d *tray) ImportChecked(_ context.Context, id string, e readiness.Extract, findings []readiness.Finding) error {
	return d.note("checked " + id + " " + e.Layout + " " + findings[0].Rule)
}

func (d *tray) ImportRefused(_ context.Context, id, why string) error {
	return d.note("refused " + id + " " + why)
}

func (d *tray) ImportEnded(_ context.Context, id string, s readiness.ImportStatus, asked readiness.Asked) error {
	return d.note("ended " + id + " " + string(s) + " " + asked.By.Name)
}

func (d *tray) ApplyImport(_ context.Context, id string, asked readiness.Asked) error {
	return d.note("apply " + id + " " + asked.By.Name)
}

func TestCheckImport(t *testing.T) {
	t.Parallel()
	locked := readiness.Errorf(readiness.Invalid, "This workbook is locked with a password.")
	away := errors.New("connection refused")
	for name, c := range map[string]struct {
		tray    tray
		want    string
		refused bool
		err     string // "", "again" or "final"
	}{
		"read":                            {tray{}, "fetch i-1; checked i-1 newer end-before-start", false, ""},
		"refused":                         {tray{read: fmt.Errorf("read the file: %w", locked)}, "fetch i-1; refused i-1 This workbook is locked with a password.", true, ""},
		"a fault while reading":           {tray{read: away}, "fetch i-1", false, "again"},
		"no such import":                  {tray{broken: map[string]error{"fetch": readiness.Errorf(readiness.NotFound, "There is no such upload.")}}, "fetch i-1", false, "final"},
		"the ledger is away at the start": {tray{broken: map[string]error{"fetch": away}}, "fetch i-1", false, "again"},
		"and at the end":                  {tray{broken: map[string]error{"checked": away}}, "fetch i-1; checked i-1 newer end-before-start", false, "again"},
		"and when the refusal is written": {tray{read: locked, broken: map[string]error{"refused": away}}, "fetch i-1; refused i-1 This workbook is locked with a password.", true, "again"},
		"progress that cannot be kept":    {tray{rows: 1, broken: map[string]error{"progress": away}}, "fetch i-1; progress 1 of 1; checked i-1 newer end-before-start", false, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := c.tray.activities().CheckImport(t.Context(), activities.ImportID{ID: "i-1"})
			how := ""
			if err != nil && retryable(err) {
				how = "again"
			} else if err != nil {
				how = "final"
			}
			if log := strings.Join(c.tray.log, "; "); log != c.want || how != c.err || (err == nil && got.Refused != c.refused) {
				t.Errorf("got %+v, %v, %s", got, err, log)
			}
		})
	}
}

func TestProgressIsToldTwentyTimes(t *testing.T) {
	t.Parallel()
	d := &tray{rows: 20_000}
	if _, err := d.activities().CheckImport(t.Context(), activities.ImportID{ID: "i-1"}); err != nil {
		t.Fatal(err)
	}
	if n := len(d.log) - 2; n < 20 || n > 22 || d.log[len(d.log)-2] != "progress 20000 of 20000" {
		t.Errorf("told %d times, at the end %q", n, d.log[len(d.log)-2])
	}
}

func TestSettleImport(t *testing.T) {
	t.Parallel()
	lead := readiness.Asked{ID: "c-1", By: readiness.Actor{Name: "lead"}}
	for want, decision := range map[string]activities.ImportDecision{
		"apply i-1 lead":           {ID: "i-1", Confirm: true, Asked: lead},
		"ended i-1 discarded lead": {ID: "i-1", Asked: lead},
		"ended i-1 lapsed ":        {ID: "i-1"},
	} {
		d := &tray{}
		if err := d.activities().SettleImport(t.Context(), decision); err != nil || len(d.log) != 1 || d.log[0] != want {
			t.Errorf("got %q, %v, want %q", d.log, err, want)
		}
	}
	older := &tray{broken: map[string]error{"apply": readiness.Errorf(readiness.Conflict, "A newer upload has been applied.")}}
	if err := older.activities().SettleImport(t.Context(), activities.ImportDecision{ID: "i-1", Confirm: true, Asked: lead}); err == nil || retryable(err) {
		t.Errorf("an older upload: %v", err)
	}
}
