package web_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// trail remembers which lists were taken away, and holds rows of every list of the service.
type trail struct {
	service
	mu    sync.Mutex
	taken []string
	full  bool // nothing can be recorded
}

func (t *trail) Exported(_ context.Context, by readiness.Actor, e readiness.Export) error {
	if t.full {
		return errors.New("disk full")
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.taken = append(t.taken, fmt.Sprintf("%s took %s as %s, %d rows, %q", by.PersonID, e.List, e.Format, e.Rows, e.Filter))
	return nil
}

func (t *trail) Mails(_ context.Context, q readiness.MailQuery) (readiness.Page[readiness.Mail], error) {
	if q.Cursor == "" {
		return readiness.Page[readiness.Mail]{Rows: []readiness.Mail{{ID: "m-1", To: "priya@example.gov.uk", Subject: "=HYPERLINK(1)", Kind: "digest", At: now}}, Total: 2, Next: "on"}, nil
	}
	return readiness.Page[readiness.Mail]{Rows: []readiness.Mail{{ID: "m-2", To: "sam@example.gov.uk", Subject: "2 things need you", At: now, Kept: true}}, Total: 2}, nil
}

func (t *trail) Audit(_ context.Context, q readiness.AuditQuery) (readiness.Page[readiness.AuditRow], error) {
	return readiness.Page[readiness.AuditRow]{Rows: []readiness.AuditRow{{Seq: 7, At: now, Actor: q.Who, Action: "case excluded", Subject: "case/c-1"}}, Total: 1}, nil
}

func (t *trail) Reviews(_ context.Context, _ readiness.Actor, q readiness.ReviewQuery) (readiness.Page[readiness.ReviewRow], error) {
	return readiness.Page[readiness.ReviewRow]{Rows: []readiness.ReviewRow{{ReviewID: "r-1", ChildRef: "48213", Owner: "Priya Nair", Status: readiness.Open}}, Total: 1}, nil
}

// file asks for a list and cuts a csv file into its lines, or a workbook's first sheet.
func file(t *testing.T, v visitor, path string) [][]string {
	t.Helper()
	status, body, _ := v.get(path)
	if status != http.StatusOK {
		t.Fatalf("%s answers %d: %s", path, status, body)
	}
	if strings.Contains(path, ".xlsx") {
		book, err := excelize.OpenReader(strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := book.GetRows(book.GetSheetName(0))
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	reader := csv.NewReader(bytes.NewReader(bytes.TrimPrefix([]byte(body), []byte("\ufeff"))))
	reader.FieldsPerRecord = -1
	rows, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// TestEveryListIsAFile takes each list as both kinds of file: the first line says what it is and who took it, then come the heads and every row.
func TestEveryListIsAFile(t *testing.T) {
	t.Parallel()
	kept := &trail{}
	s := newServer()
	s.Service, s.People, s.Cases = kept, newKeptPeople(), shelf{asked: &[]readiness.CaseQuery{}}
	s.Reviews = reviewTrail{reviews{}, kept}
	for _, c := range []struct {
		who, path, query string
		origin, row      string // parts of the first line, and of a row as csv
		rows             int
		taken            string
	}{
		{"head", "/cases", "?state=overdue&text=48&cursor=x", "Anyshire Council: Review overdue, with “48” in the reference. 3 rows, taken on 3 March 2027 at 9:05am by Hanna Okafor. Holds personal data", "'=cmd()", 3, `cases as csv, 3 rows, "state=overdue&text=*"`},
		{"head", "/reviews", "?owner=priya", "Running reviews, owner Priya Nair. 1 row", "Not started", 1, `reviews as csv, 1 rows, "owner=priya"`},
		{"administrator", "/people", "", "People with an account. 3 rows", "Sam Reid", 3, `people as csv, 3 rows, ""`},
		{"administrator", "/mails", "", "Mails sent. 2 rows", "'=HYPERLINK(1)", 2, `mails as csv, 2 rows, ""`},
		{"quality_assurance", "/audit", "?who=Hanna&from-day=1&from-month=3&from-year=2027", "Who did what, by Hanna, from 1 March 2027. 1 row", "case excluded", 1, `audit as csv, 1 rows, "from-day=1&from-month=3&from-year=2027&who=*"`},
		{"elected_member", "/overview", "", "The council by area. 1 row", "The council", 1, `overview as csv, 1 rows, ""`},
		{"administrator", "/places", "", "Teams and areas. 0 rows", "Team manager", 0, `teams as csv, 0 rows, ""`},
	} {
		v := visit(t, s, c.who)
		for _, format := range []string{".csv", ".xlsx"} {
			rows := file(t, v, c.path+format+c.query)
			if len(rows) != c.rows+2 || !strings.Contains(rows[0][0], c.origin) {
				t.Errorf("%s%s: %d lines, the first is %q", c.path, format, len(rows), rows[0])
			}
			row := c.row
			if format == ".xlsx" {
				row = strings.TrimPrefix(row, "'")
			}
			if !strings.Contains(fmt.Sprint(rows), row) {
				t.Errorf("%s%s lacks %q: %q", c.path, format, row, rows)
			}
		}
		if taken := strings.Join(kept.taken, "\n"); !strings.Contains(taken, c.taken) {
			t.Errorf("%s: the trail keeps\n%s\nwithout %s", c.path, taken, c.taken)
		}
	}
}

type reviewTrail struct {
	reviews
	kept *trail
}

func (r reviewTrail) Reviews(ctx context.Context, by readiness.Actor, q readiness.ReviewQuery) (readiness.Page[readiness.ReviewRow], error) {
	return r.kept.Reviews(ctx, by, q)
}

// TestAFileThatCannotBeRecordedIsNotGiven, and one that cannot be read to its end breaks off: nobody takes a part for the whole.
func TestAFileThatCannotBeRecordedIsNotGiven(t *testing.T) {
	t.Parallel()
	s := newServer()
	s.Service = &trail{full: true}
	if status, body, _ := visit(t, s, "administrator").get("/mails.csv"); status != http.StatusInternalServerError || strings.Contains(body, "priya@") {
		t.Errorf("answers %d: %s", status, body)
	}
}

// cutOff is a list of cases whose second page cannot be read.
type cutOff struct{ cases }

func (cutOff) Cases(_ context.Context, _ readiness.Actor, q readiness.CaseQuery) (readiness.Page[readiness.CaseRow], error) {
	if q.Cursor != "" {
		return readiness.Page[readiness.CaseRow]{}, errors.New("the ledger went away")
	}
	rows := make([]readiness.CaseRow, 500)
	for i := range rows {
		rows[i] = readiness.CaseRow{ChildRef: fmt.Sprint(i), LastSeen: calendar.On(2027, 1, 1)}
	}
	return readiness.Page[readiness.CaseRow]{Rows: rows, Total: 1000, Next: "on"}, nil
}

func TestAFileThatCannotBeReadToItsEndBreaksOff(t *testing.T) {
	t.Parallel()
	s := newServer()
	s.Cases = cutOff{}
	v := visit(t, s, "head")
	for _, path := range []string{"/cases.csv", "/cases.xlsx"} {
		if body, err := v.fetch(path); err == nil {
			t.Errorf("%s came to an end of its own after %d bytes", path, len(body))
		}
	}
}

// fetch reads an address to its end, or says why that could not be.
func (v visitor) fetch(path string) (string, error) {
	answer, err := v.http.Get(v.site + path)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	return string(body), err
}
