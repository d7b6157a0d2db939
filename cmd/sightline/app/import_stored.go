package app

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/sightline-readiness/sightline/readiness"
)

// look is how often a stored import is looked at while it is being read.
const look = 300 * time.Millisecond

// handIn stores the upload, has a worker check it, shows how far that is, and confirms it when asked to.
func (v importVerb) handIn(c *call, u readiness.Upload) error {
	parts, by, err := c.open(v.As)
	if err != nil {
		return err
	}
	defer parts.Close()
	if err := readiness.MayOrRefuse(by, readiness.ImportLists, readiness.Place{}); err != nil {
		return err
	}
	made, err := parts.DB.NewImport(c, u, readiness.Asked{ID: newID(), By: by})
	if err != nil {
		return err
	}
	if err := parts.Commands.CheckImport(c, made.ID); err != nil {
		return err
	}
	checked, err := follow(c, parts, made.ID, progressOn(c.err), readiness.ImportChecking)
	if err != nil {
		return err
	}
	if checked.Status == readiness.ImportRefused {
		return readiness.Errorf(readiness.Invalid, "%s", checked.Refusal)
	}
	if v.Confirm && checked.Status == readiness.ImportChecked {
		if checked, err = confirm(c, parts, checked, by); err != nil {
			return err
		}
	}
	findings, err := allFindings(c, parts.DB, made.ID)
	if err != nil {
		return err
	}
	return v.report(c, finds{
		Summary: summary(checked.Lists) + " " + outcome(checked.Status, parts.Address), TakenOn: checked.TakenOn, Layout: checked.Layout, ImportID: checked.ID,
		Changes: &checked.Changes, Lists: checked.Lists, Findings: findings,
	})
}

func confirm(c *call, parts *Parts, i readiness.Import, by readiness.Actor) (readiness.Import, error) {
	if err := parts.Commands.ConfirmImport(c, i.ID, readiness.Asked{ID: newID(), By: by}); err != nil {
		return i, err
	}
	return follow(c, parts, i.ID, &progress{}, readiness.ImportChecked, readiness.ImportApplying)
}

// outcome says what has become of an import.
func outcome(s readiness.ImportStatus, address string) string {
	switch s {
	case readiness.ImportApplied:
		return "The cases have been changed."
	case readiness.ImportChecked:
		return "Nothing has been changed yet: confirm it on " + address + "/imports."
	}
	return fmt.Sprintf("The import is %s.", s)
}

// follow waits until the import has left these statuses.
func follow(ctx context.Context, parts *Parts, id string, show *progress, while ...readiness.ImportStatus) (readiness.Import, error) {
	defer show.done()
	tick := time.NewTicker(look)
	defer tick.Stop()
	for {
		i, err := parts.DB.Import(ctx, id)
		if err != nil || !slices.Contains(while, i.Status) {
			return i, err
		}
		show.rows(i.Done, i.Total)
		select {
		case <-tick.C:
		case <-ctx.Done():
			return i, fmt.Errorf("the import goes on without you; look at %s/imports: %w", parts.Address, ctx.Err())
		}
	}
}

// allFindings reads every page of an import's findings.
func allFindings(ctx context.Context, register readiness.ImportRegister, id string) ([]readiness.Finding, error) {
	var all []readiness.Finding
	q := readiness.FindingQuery{Limit: 5000}
	for {
		page, err := register.Findings(ctx, id, q)
		if err != nil {
			return nil, err
		}
		all = append(all, page.Rows...)
		if page.Next == "" {
			return all, nil
		}
		q.Cursor = page.Next
	}
}

// newID makes the id of a command.
func newID() string { return uuid.Must(uuid.NewV7()).String() }
