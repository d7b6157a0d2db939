// Package annexa reads a council's Annex A lists, checks them, and explains what is wrong. It opens workbooks and csv files,
// finds the eleven lists however they are named, and understands the ways in which councils write headers, codes and dates.
// Nothing is changed silently: whatever was repaired while reading is a finding. There is no clock, no database and no
// network here, and no file of any shape makes it panic.
package annexa

import (
	"context"
	"errors"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// A File is one uploaded file: an .xlsx workbook with several lists, or a csv file with one.
type File struct {
	Name string
	Data []byte
}

// Options say how to read an upload. TakenOn is needed: it is the day that the lists describe.
type Options struct {
	TakenOn calendar.Date
	Limits  Limits
	// Progress, when set, hears now and then how far the reading is. Both numbers are in one unit without a name;
	// done never falls and ends equal to total; total grows when a further file is opened.
	Progress func(done, total int)
}

// Limits bound what one upload may cost. A zero field takes the default.
type Limits struct {
	Bytes    int64 // all files as uploaded; default 50 MiB
	Unzipped int64 // one workbook once unzipped, which is also what reading it holds in memory; default 256 MiB
	Rows     int   // data rows in all lists together; default 150,000
}

func (l Limits) orDefault() Limits {
	if l.Bytes <= 0 {
		l.Bytes = 50 << 20
	}
	if l.Unzipped <= 0 {
		l.Unzipped = 256 << 20
	}
	if l.Rows <= 0 {
		l.Rows = 150_000
	}
	return l
}

// Read reads the files as one upload, applies every rule, and returns what the lists say together with all findings,
// ordered by list and row. An error holds a readiness.Error (readiness.AsRefusal) when the upload cannot be read at all (not a workbook,
// password-protected, too large, no list recognised), or the context's error when it was cancelled.
func Read(ctx context.Context, files []File, o Options) (readiness.Extract, []readiness.Finding, error) {
	o.Limits = o.Limits.orDefault()
	if err := admissible(files, o); err != nil {
		return readiness.Extract{}, nil, err
	}
	u := newUpload(o)
	if err := u.read(ctx, files); err != nil {
		return readiness.Extract{}, nil, refusal(ctx, err)
	}
	u.settleLayout()
	if err := u.check(ctx); err != nil {
		return readiness.Extract{}, nil, err
	}
	extract := u.extract()
	u.progress.finish()
	return extract, u.notes.sorted(), nil
}

func admissible(files []File, o Options) error {
	if o.TakenOn.IsZero() {
		return readiness.FieldErrorf("taken_on", "Give the day on which the lists were taken from the case system.")
	}
	if len(files) == 0 {
		return readiness.Errorf(readiness.Invalid, "Choose a workbook or csv files to upload.")
	}
	var bytes int64
	for _, f := range files {
		bytes += int64(len(f.Data))
	}
	if bytes > o.Limits.Bytes {
		return readiness.Errorf(readiness.TooLarge, "The upload has %d MB; at most %d MB can be read. Leave out sheets that are not Annex A lists.",
			megabytes(bytes), megabytes(o.Limits.Bytes))
	}
	return nil
}

func megabytes(n int64) int64 { return (n + 1<<20 - 1) >> 20 }

// refusal lets refusals and cancellations pass; anything else would be a fault in a file that no other check named.
func refusal(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if readiness.AsRefusal(err) != nil {
		return err
	}
	return errors.Join(readiness.Errorf(readiness.Invalid, "The file is damaged and cannot be read. Save it again as an Excel workbook (.xlsx) and upload that."), err)
}
