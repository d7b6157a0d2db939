package postgres_test

import (
	"encoding/base64"
	"testing"

	"github.com/sightline-readiness/sightline/readiness"
)

// TestForgedCursors: whatever somebody writes into an address, a list answers with a sentence.
func TestForgedCursors(t *testing.T) {
	t.Parallel()
	p, ctx := newProgramme(t), t.Context()
	viewer := p.actor(p.lead)
	const id = `"0195a1b2-0000-7000-8000-000000000001"`
	for _, key := range []string{
		"", "null", `"x"`, `[]`, `["1"]`, `["x","y"]`, `["2027-02-31",` + id + `]`, `["2027-03-01","x"]`, `["99999-01-01",` + id + `]`, `["\u0000",` + id + `]`, `["0","x",` + id + `]`, `["9","2027-03-01",` + id + `]`,
		`["-1","2027-03-01",` + id + `]`, `["0","\u0000",` + id + `]`, `["0","2027-03-01","x"]`, `["99999999999999999999"]`, `["2027-03-01T00:00:00Z","x"]`,
	} {
		cursor := base64.RawURLEncoding.EncodeToString([]byte(key))
		if key == "" {
			cursor = "%%%"
		}
		for list, ask := range map[string]func() error{
			"actions":  func() error { _, err := p.Actions(ctx, viewer, readiness.PlanQuery{Cursor: cursor}); return err },
			"evidence": func() error { _, err := p.Evidence(ctx, viewer, readiness.EvidenceQuery{Cursor: cursor}); return err },
			"findings": func() error {
				_, err := p.PracticeFindings(ctx, viewer, readiness.PracticeFindingQuery{Cursor: cursor})
				return err
			},
			"reviews": func() error { _, err := p.Reviews(ctx, viewer, readiness.ReviewQuery{Cursor: cursor}); return err },
			"mails":   func() error { _, err := p.Mails(ctx, readiness.MailQuery{Cursor: cursor}); return err },
			"cases":   func() error { _, err := p.Cases(ctx, viewer, readiness.CaseQuery{Cursor: cursor}); return err },
			"cases by team": func() error {
				_, err := p.Cases(ctx, viewer, readiness.CaseQuery{Sort: "team", Cursor: cursor})
				return err
			},
			"audit": func() error { _, err := p.Audit(ctx, readiness.AuditQuery{Cursor: cursor}); return err },
		} {
			if key == `["1"]` && list == "audit" || key == `["0","x",`+id+`]` && list == "cases by team" {
				continue // theirs may look like that
			}
			if err := ask(); !readiness.Invalid.Is(err) {
				t.Errorf("%s, %s: %v", list, key, err)
			}
		}
	}
}
