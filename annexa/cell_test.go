package annexa_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/sightline-readiness/sightline/annexa"
	"github.com/sightline-readiness/sightline/annexa/annexatest"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var taken = calendar.On(2026, time.March, 31)

// one makes a book with one child on list 6 and nothing else.
func one() (*annexatest.Book, *annexatest.List) {
	b := annexatest.New(annexatest.Spec{Children: 4})
	l := b.List(6)
	row := l.Find("Case Status", func(v any) bool { return v == "c) Child in need plan" })
	l.Rows = [][]any{l.Rows[row]}
	l.Set(0, "CIN Start Date", calendar.On(2025, time.September, 1))
	l.Set(0, "Date Child Was Last Seen", nil)
	b.Lists = []*annexatest.List{l}
	return b, l
}

func read(t *testing.T, files ...annexa.File) (readiness.Extract, []readiness.Finding) {
	t.Helper()
	e, findings, err := annexa.Read(context.Background(), files, annexa.Options{TakenOn: taken})
	if err != nil {
		t.Fatal(err)
	}
	return e, findings
}

func rulesOf(findings []readiness.Finding, column string) string {
	var ids []string
	for _, f := range findings {
		if f.Column == column {
			ids = append(ids, f.Rule)
		}
	}
	return strings.Join(ids, " ")
}

func TestDates(t *testing.T) {
	t.Parallel()
	seen := "Date Child Was Last Seen"
	for _, test := range []struct {
		raw   any
		want  string // as ISO, "" when it is not read
		rules string
	}{
		{"03/03/2026", "2026-03-03", ""},
		{"3/3/2026", "2026-03-03", ""},
		{"03-03-2026", "2026-03-03", ""},
		{"03.03.2026", "2026-03-03", ""},
		{"2026-03-03", "2026-03-03", "date-year-first"},
		{"2026-03-03T00:00:00Z", "2026-03-03", "date-year-first"},
		{"03/03/2026 00:00:00", "2026-03-03", "date-from-text"},
		{"3 March 2026", "2026-03-03", "date-from-text"},
		{"3rd Mar 2026", "2026-03-03", "date-from-text"},
		{"03-Mar-26", "2026-03-03", "date-short-year"},
		{"March 3, 2026", "2026-03-03", "date-from-text"},
		{"46084", "2026-03-03", "date-from-number"},
		{"46084.75", "2026-03-03", "date-from-number"},
		{" 03/03/2026\u00a0", "2026-03-03", "value-trimmed"},
		{"03/25/2026", "2026-03-25", "date-from-text date-us-order"},
		{"12/03/2026", "2026-03-12", ""},
		{"31/02/2026", "", "date-unreadable"},
		{"29/02/2026", "", "date-unreadable"},
		{"29/02/2024", "2024-02-29", "need-visit-old"},
		{"2", "", "date-unreadable"},
		{"99999999", "", "date-unreadable"},
		{"0003/1/1", "", "date-unreadable"},
		{"#N/A", "", "lookup-failed"},
		{"n/a", "", "date-unreadable"},
		{"01/04/2026", "", "date-in-future"},
	} {
		b, l := one()
		l.Set(0, seen, test.raw)
		e, findings := read(t, b.CSV()...)
		if got := e.Cases[0].LastSeen.String(); got != test.want {
			t.Errorf("%q: seen %q, want %q", test.raw, got, test.want)
		}
		if got := rulesOf(findings, seen); got != test.rules {
			t.Errorf("%q: rules %q, want %q", test.raw, got, test.rules)
		}
	}
}

func TestDatesOfMacintoshWorkbooks(t *testing.T) {
	t.Parallel()
	b, l := one()
	l.Set(0, "CIN Start Date", calendar.On(2025, time.September, 1).AddDays(-1462))
	book, err := excelize.OpenReader(bytes.NewReader(b.XLSX()))
	if err != nil {
		t.Fatal(err)
	}
	yes := true
	if err := book.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	e, _ := read(t, annexa.File{Name: "mac.xlsx", Data: out.Bytes()})
	if got := e.Cases[0].Spells[0].Start; got != calendar.On(2025, time.September, 1) {
		t.Errorf("start %s", got)
	}
}

func TestCodes(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ header, raw, rules string }{
		{"Gender", "b) Female", ""},
		{"Gender", "b)  FEMALE ", "value-trimmed"},
		{"Gender", "Female", "code-reworded"},
		{"Gender", "F", "code-reworded"},
		{"Gender", "b", "code-reworded"},
		{"Gender", "b)", "code-reworded"},
		{"Gender", "b)\u00a0Female", "value-trimmed"},
		{"Gender", "a) Female", "code-contradicts-letter"},
		{"Gender", "x", "code-unknown"},
		{"Ethnicity", "s) NOBT", ""},
		{"Ethnicity", "t) NOBT", ""},
		{"Ethnicity", "s) REFU", ""},
		{"Ethnicity", "WBRI", "code-reworded"},
		{"Ethnicity", "White – British", "code-reworded"},
		{"Ethnicity", "s", "code-unknown"}, // two values have the letter
		{"Does the Child have a Disability", "Y", "code-reworded"},
		{"Does the Child have a Disability", "c) Unknown", ""},
		{"Primary Need Code", "N1", ""},
		{"Primary Need Code", "b) N1", ""},
		{"Primary Need Code", "N1 - Abuse or Neglect", ""},
		{"Primary Need Code", "n1", ""},
		{"Primary Need Code", "Abuse or neglect", "code-reworded"},
		{"Primary Need Code", "N10", "code-unknown"},
		{"Primary Need Code", "=1+1", "code-unknown"},
		{"Case Status", "c) Child in need plan", ""},
		{"Case Status", "CIN", "code-reworded"},
		{"Case Status", "C", "code-reworded"},
	} {
		b, l := one()
		l.Set(0, test.header, test.raw)
		l.Set(0, "Date Child Was Last Seen", taken)
		_, findings := read(t, b.CSV()...)
		if got := rulesOf(findings, test.header); got != test.rules {
			t.Errorf("%s %q: rules %q, want %q", test.header, test.raw, got, test.rules)
		}
	}
}

// No workbook may say of a value only that it was understood and not how: repairs are told once for a column, with their number.
func TestRepairsAreCounted(t *testing.T) {
	t.Parallel()
	b := annexatest.New(annexatest.Spec{Children: 100})
	l := b.List(6)
	for i := range l.Rows {
		l.Set(i, "Does the Child have a Disability", "Yes")
	}
	_, findings := read(t, b.CSV()...)
	count := 0
	for _, f := range findings {
		if f.List == 6 && f.Rule == "code-reworded" {
			count++
			if f.Row != 0 || !strings.HasPrefix(f.Message, itoa(len(l.Rows))+" cells") {
				t.Errorf("%+v", f)
			}
		}
	}
	if count != 1 {
		t.Errorf("%d findings", count)
	}
}
