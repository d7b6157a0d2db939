package annexa

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// An upload is everything that one Read has understood so far.
type upload struct {
	options  Options
	taken    calendar.Date
	england  calendar.Calendar
	tables   []*table
	notes    *notes
	layout   string
	rows     int
	readings []reading // scratch for one row
	children map[string][]place
	progress *progress
}

// A place is where one row of a child stands.
type place struct {
	t  *table
	at int32
}

func (p place) record() *record { return &p.t.records[p.at] }

func newUpload(o Options) *upload {
	return &upload{
		options: o, taken: o.TakenOn, england: calendar.England(), notes: newNotes(),
		readings: make([]reading, 64), children: map[string][]place{}, progress: &progress{tell: o.Progress},
	}
}

// read opens every file and reads every page of it.
func (u *upload) read(ctx context.Context, files []File) error {
	for _, f := range files {
		if err := u.readFile(ctx, f); err != nil {
			return err
		}
	}
	if len(u.tables) == 0 {
		return readiness.Errorf(readiness.Invalid, "No Annex A list was recognised. A list needs a row of headers such as “Child Unique ID” and “CIN Start Date” among its first %d rows.", titleRows)
	}
	slices.SortStableFunc(u.tables, func(a, b *table) int { return a.list.number - b.list.number })
	u.tellAboutTables()
	u.index()
	return nil
}

func (u *upload) readFile(ctx context.Context, f File) error {
	all, closing, err := pages(f, u.options.Limits)
	if err != nil {
		return err
	}
	for _, p := range all {
		u.progress.total += p.size
	}
	for _, p := range all {
		if err := u.readPage(ctx, p); err != nil {
			return closeAfter(err, closing)
		}
	}
	if err := closing(); err != nil {
		return fmt.Errorf("close %s: %w", called(f), err)
	}
	return nil
}

func closeAfter(err error, closing func() error) error {
	if closeErr := closing(); closeErr != nil {
		return fmt.Errorf("%w (and then %w)", err, closeErr)
	}
	return err
}

// A pageReading is one page on the way to a table: its first rows wait until the header is found among them.
type pageReading struct {
	u       *upload
	p       page
	reader  *reader
	numbers []int
	rows    [][]string
	decided bool
	heading heading
	table   *table // nil when the page is not a list
}

func (u *upload) readPage(ctx context.Context, p page) error {
	r := &pageReading{u: u, p: p, reader: newReader()}
	r.reader.from1904 = p.from1904
	if err := p.each(ctx, r.visit); err != nil {
		return err
	}
	if !r.decided {
		if err := r.decide(); err != nil {
			return err
		}
	}
	u.progress.page()
	return nil
}

func (r *pageReading) visit(number int, cells []string) error {
	r.u.progress.row(cells)
	switch {
	case r.decided && r.table == nil:
		return nil
	case r.decided:
		return r.add(number, cells)
	case isBlank(cells):
		return nil
	}
	r.numbers, r.rows = append(r.numbers, number), append(r.rows, cells)
	if len(r.rows) < titleRows {
		return nil
	}
	return r.decide()
}

// decide says which list the page is, and reads the rows that waited.
func (r *pageReading) decide() error {
	r.decided = true
	if len(r.rows) == 0 {
		r.u.notes.onUpload(sheetEmpty, 0, r.p.name, fmt.Sprintf("The sheet “%s” is empty.", r.p.name))
		return nil
	}
	h, ok := findHeading(r.p.name, r.numbers, r.rows)
	if !ok {
		r.u.notes.onUpload(sheetUnknown, 0, r.p.name, fmt.Sprintf("The sheet “%s” is not one of the eleven lists, so it was not read.", r.p.name))
		return nil
	}
	r.heading, r.table = h, newTable(h, r.p.name)
	r.u.tables = append(r.u.tables, r.table)
	r.u.tellHeading(r.table, h)
	for i := h.at + 1; i < len(r.rows); i++ {
		if err := r.add(r.numbers[i], r.rows[i]); err != nil {
			return err
		}
	}
	r.rows = nil
	return nil
}

func (r *pageReading) add(number int, cells []string) error {
	if !r.table.add(r.u, r.reader, &r.heading, number, cells) {
		return nil
	}
	r.u.rows++
	if r.u.rows > r.u.options.Limits.Rows {
		return readiness.Errorf(readiness.TooLarge, "The lists have more than %s rows together, which is more than can be read at once.", thousands(r.u.options.Limits.Rows))
	}
	return nil
}

func isBlank(cells []string) bool {
	for _, c := range cells {
		if tidy(c) != "" {
			return false
		}
	}
	return true
}

// index notes where every child of lists 1 to 10 stands.
func (u *upload) index() {
	for _, t := range u.tables {
		for at := range t.records {
			if id := t.id(&t.records[at]); id != "" && t.list.number != 11 {
				u.children[id] = append(u.children[id], place{t, int32(at)})
			}
		}
	}
}

// found reports whether a list was found with the columns that its rows cannot do without.
func (u *upload) found(list int) bool {
	for _, t := range u.tables {
		if t.list.number == list && t.usable() {
			return true
		}
	}
	return false
}

// on calls visit for every row of a list.
func (u *upload) on(list int, rule *rule, visit func(r *row)) {
	for _, t := range u.tables {
		if t.list.number != list || !t.usable() {
			continue
		}
		for at := range t.records {
			visit(&row{u: u, t: t, rec: &t.records[at], rule: rule})
		}
	}
}

// of returns a child's rows on one list, in the order of the upload.
func (u *upload) of(id string, list int) (out []*row) {
	for _, p := range u.children[id] {
		if p.t.list.number == list {
			out = append(out, &row{u: u, t: p.t, rec: p.record()})
		}
	}
	return out
}

// settleLayout decides which layout the lists follow: one column or code of the newer makes it the newer.
func (u *upload) settleLayout() {
	u.layout = Older
	for _, t := range u.tables {
		if t.newer {
			u.layout = Newer
		}
	}
}

// check applies every rule that needs more than a cell.
func (u *upload) check(ctx context.Context) error {
	for _, t := range u.tables {
		u.checkRows(t)
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	for _, r := range allRules() {
		if r.whole == nil {
			continue
		}
		if r.whole(u, r); ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return nil
}

func (u *upload) checkRows(t *table) {
	var rules []*rule
	for _, r := range allRules() {
		if r.row != nil && r.isFor(t.list.number) {
			rules = append(rules, r)
		}
	}
	view := row{u: u, t: t}
	for at := range t.records {
		view.rec = &t.records[at]
		for _, r := range rules {
			r.row(view.under(r))
		}
	}
}

// usable reports whether the table has the columns without which none of its rows means anything.
func (t *table) usable() bool { return len(t.missingKeys()) == 0 }

func (t *table) missingKeys() (missing []string) {
	for _, f := range keyFields[t.list.number] {
		if !t.has(f) {
			missing = append(missing, quoted(t.list.column(f).header))
		}
	}
	return missing
}

// keyFields are the columns that make a row mean anything; the ends of lists 6 to 8 belong to them, because without them every case would look open.
var keyFields = [...][]field{
	1: {childID, contactDate}, 2: {childID, earlyHelpStart}, 3: {childID, referralDate}, 4: {childID, assessmentStart}, 5: {childID, enquiryStart},
	6: {childID, needStart, needEnd}, 7: {childID, planStart, planEnd}, 8: {childID, careStart, careEnd},
	9: {childID}, 10: {childID}, 11: {adopterID},
}

func joined(words []string) string { return strings.Join(words, ", ") }
