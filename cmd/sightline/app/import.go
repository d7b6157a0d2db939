package app

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/sightline-readiness/sightline/annexa"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

type importVerb struct {
	Files   []string      `arg:"" placeholder:"FILE" help:"A workbook (.xlsx), or csv files, one a list."`
	TakenOn calendar.Date `required:"" placeholder:"DATE" help:"The day on which the lists were taken from the case system, such as 2026-03-31."`
	DryRun  bool          `help:"Only read and check, here and now: nothing is stored, no server is needed."`
	Confirm bool          `help:"Change the cases when the check has passed; without it somebody confirms on the page."`
	JSON    bool          `name:"json" help:"Print what was found as JSON."`
	XLSX    string        `name:"xlsx" placeholder:"PATH" help:"Write what was found as a workbook too, for the people who mend the case system."`
	As      string        `placeholder:"E-MAIL" help:"Whose name stands beside the import; without it the command line's."`
}

// uploadLimit is more than annexa takes, so that its own sentence refuses what is too large.
const uploadLimit = 51 << 20

// Run checks the files; see importVerb's help for what happens then. It ends with 1 when the upload cannot be used at all.
func (v importVerb) Run(c *call) error {
	if v.DryRun && v.Confirm {
		return readiness.Errorf(readiness.Invalid, "Choose either --dry-run, which changes nothing, or --confirm.")
	}
	upload, err := v.read()
	if err != nil {
		return err
	}
	if !v.DryRun {
		return v.handIn(c, upload)
	}
	found, err := inspect(c, upload, progressOn(c.err))
	if err != nil {
		return err
	}
	return v.report(c, found)
}

func (v importVerb) read() (readiness.Upload, error) {
	upload := readiness.Upload{TakenOn: v.TakenOn}
	for _, path := range v.Files {
		data, err := readAtMost(path, uploadLimit)
		if err != nil {
			return upload, err
		}
		upload.Files = append(upload.Files, readiness.UploadFile{Name: filepath.Base(path), Data: data})
	}
	return upload, nil
}

func readAtMost(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return data, nil
}

// lists reads uploads for the activities and for the dry run.
type lists struct{}

// Read reads an upload with annexa.
func (lists) Read(ctx context.Context, u readiness.Upload, progress func(done, total int)) (readiness.Extract, []readiness.Finding, error) {
	files := make([]annexa.File, len(u.Files))
	for i, f := range u.Files {
		files[i] = annexa.File{Name: f.Name, Data: f.Data}
	}
	return annexa.Read(ctx, files, annexa.Options{TakenOn: u.TakenOn, Progress: progress})
}

// finds is what a check found, as it is printed.
type finds struct {
	Summary  string                 `json:"summary"`
	TakenOn  calendar.Date          `json:"taken_on"`
	Layout   string                 `json:"layout"`
	ImportID string                 `json:"import_id,omitempty"`
	Changes  *readiness.Differences `json:"changes,omitempty"` // against the ledger, when there is one
	Lists    []readiness.ListFound  `json:"lists"`
	Findings []readiness.Finding    `json:"findings"`
}

func inspect(ctx context.Context, u readiness.Upload, show *progress) (finds, error) {
	extract, findings, err := lists{}.Read(ctx, u, show.rows)
	show.done()
	if err != nil {
		return finds{}, err
	}
	return finds{
		Summary: summary(extract.Lists) + " Nothing has been changed yet.", TakenOn: extract.TakenOn, Layout: extract.Layout, Lists: extract.Lists, Findings: findings,
	}, nil
}

// summary is the sentence that a person reads first.
func summary(found []readiness.ListFound) string {
	var rows, fine, mend, ask int
	for _, l := range found {
		rows, fine, mend, ask = rows+l.Rows, fine+l.Fine, mend+l.Mend, ask+l.Ask
	}
	needs := " need mending, "
	if mend == 1 {
		needs = " needs mending, "
	}
	return counted(len(found), "list", "lists") + ", " + counted(rows, "row", "rows") + ". " +
		number(fine) + " fine, " + number(mend) + needs + number(ask) + " we ask about."
}

// report writes what was found in the form that was asked for.
func (v importVerb) report(c *call, f finds) error {
	if v.XLSX != "" {
		if err := writeFindings(v.XLSX, f); err != nil {
			return err
		}
	}
	if v.JSON {
		e := json.NewEncoder(c.out)
		e.SetIndent("", "  ")
		return e.Encode(f)
	}
	f.print(c)
	return nil
}

func writeFindings(path string, found finds) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		if closed := f.Close(); err == nil {
			err = closed
		}
	}()
	return annexa.WriteFindings(f, readiness.Extract{Layout: found.Layout, TakenOn: found.TakenOn, Lists: found.Lists}, found.Findings)
}
