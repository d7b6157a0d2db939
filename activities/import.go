package activities

import (
	"context"
	"fmt"

	"github.com/sightline-readiness/sightline/readiness"
)

// ImportID names an upload.
type ImportID struct {
	ID string `json:"id"`
}

// Checked says how a check came out.
type Checked struct {
	Refused bool `json:"refused"`
}

// CheckImport reads a stored upload, explains what is wrong with it and compares it with the ledger. Nothing else is changed.
func (a *Activities) CheckImport(ctx context.Context, in ImportID) (Checked, error) {
	upload, err := a.Ledger.ImportFiles(ctx, in.ID)
	if err != nil {
		return Checked{}, final(fmt.Errorf("fetch import %s: %w", in.ID, err))
	}
	extract, findings, err := a.Lists.Read(ctx, upload, a.progress(ctx, in.ID))
	if refusal := readiness.AsRefusal(err); refusal != nil {
		return Checked{Refused: true}, final(a.Ledger.ImportRefused(ctx, in.ID, refusal.Message))
	}
	if err != nil {
		return Checked{}, fmt.Errorf("read import %s: %w", in.ID, err)
	}
	return Checked{}, final(a.Ledger.ImportChecked(ctx, in.ID, extract, findings))
}

// progress writes down how far the reading is: at every twentieth part, which is often enough for a page.
func (a *Activities) progress(ctx context.Context, id string) func(done, total int) {
	told := -1
	return func(done, total int) {
		a.Beat(ctx, done)
		if total == 0 || done*20/total == told {
			return
		}
		told = done * 20 / total
		// A progress bar that stands still is no reason to fail an import: the check itself will find out whether the ledger is away.
		_ = a.Ledger.ImportProgress(ctx, id, done, total)
	}
}

// ImportDecision is what a person decided about an upload; the zero Asked means that nobody did.
type ImportDecision struct {
	ID      string          `json:"id"`
	Confirm bool            `json:"confirm"`
	Asked   readiness.Asked `json:"asked"`
}

// SettleImport applies an upload in one transaction, or keeps that it was discarded or has lapsed.
func (a *Activities) SettleImport(ctx context.Context, d ImportDecision) error {
	switch {
	case d.Confirm:
		return final(a.Ledger.ApplyImport(ctx, d.ID, d.Asked))
	case d.Asked.ID != "":
		return final(a.Ledger.ImportEnded(ctx, d.ID, readiness.ImportDiscarded, d.Asked))
	}
	return final(a.Ledger.ImportEnded(ctx, d.ID, readiness.ImportLapsed, d.Asked))
}
