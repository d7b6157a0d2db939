package web

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// FindingsPage is an import's findings, filtered.
type FindingsPage struct {
	Import readiness.Import
	Query  readiness.FindingQuery
	Form   Form // the filter as chosen
	Page   readiness.Page[readiness.Finding]
	More   string // address of the next rows, "" on the last page
}

// Face frames the page.
func (p FindingsPage) Face() Face {
	return Face{Template: "import_findings", Title: "Findings", Section: "/imports", Back: importPath(p.Import.ID), Wide: true}
}

// Counts are how many findings ask what, each a link to its rows.
func (p FindingsPage) Counts() []Link {
	all := make([]Link, 0, 3)
	for _, c := range []struct {
		n        int
		text     string
		severity readiness.Severity
	}{
		{p.Import.Errors, counted(p.Import.Errors, "fault") + " to mend", readiness.SeverityError},
		{p.Import.Queries, thousands(p.Import.Queries) + " we ask about", readiness.SeverityQuery},
		{p.Import.Infos, thousands(p.Import.Infos) + " for information", readiness.SeverityInfo},
	} {
		link := Link{Text: c.text}
		if c.n > 0 {
			link.Href = query(importPath(p.Import.ID)+"/findings", "severity", string(c.severity))
		}
		all = append(all, link)
	}
	return all
}

// Tag is a finding's severity.
func (FindingsPage) Tag(s readiness.Severity) govuk.Tag { return severityWords[s] }

// Severity filters by what a finding asks.
func (p FindingsPage) Severity() govuk.Select {
	items := []govuk.Option{{Text: "Everything"}}
	for _, s := range []readiness.Severity{readiness.SeverityError, readiness.SeverityQuery, readiness.SeverityInfo} {
		items = append(items, govuk.Option{Value: string(s), Text: severityWords[s].Text})
	}
	return p.Form.Select("severity", "What it asks of you", items...)
}

// List filters by list.
func (p FindingsPage) List() govuk.Select {
	items := []govuk.Option{{Text: "All lists"}}
	for _, l := range p.Import.Lists {
		items = append(items, govuk.Option{Value: fmt.Sprint(l.List), Text: listTitle(l.List)})
	}
	return p.Form.Select("list", "List", items...)
}

// Where says which list and row a finding is about.
func (FindingsPage) Where(f readiness.Finding) string {
	switch {
	case f.List == 0:
		return readiness.AnnexALists[0]
	case f.Row == 0:
		return fmt.Sprintf("List %d", f.List)
	}
	return fmt.Sprintf("List %d, row %s", f.List, thousands(f.Row))
}

// ChangesPage is what an import changes, case by case.
type ChangesPage struct {
	Import readiness.Import
	Kind   string
	Form   Form
	Page   readiness.Page[readiness.ChangeRow]
	More   string
}

// Face frames the page.
func (p ChangesPage) Face() Face {
	return Face{Template: "import_changes", Title: p.Heading(), Section: "/imports", Back: importPath(p.Import.ID), Wide: true}
}

// Heading is the page's first line.
func (p ChangesPage) Heading() string {
	if p.Import.Status == readiness.ImportChecked {
		return "What would change"
	}
	return "What changed"
}

// Filter chooses a kind of change.
func (p ChangesPage) Filter() govuk.Select {
	items := []govuk.Option{{Text: "All changes"}}
	for _, c := range changeWords {
		items = append(items, govuk.Option{Value: c.Code, Text: c.Text})
	}
	return p.Form.Select("kind", "Kind of change", items...)
}

// Words say what changed in one row.
func (ChangesPage) Words(row readiness.ChangeRow) string {
	words := readiness.ChoiceText(changeWords, string(row.Kind))
	if row.Vanished {
		words += ": on no list any more"
	}
	if row.From != "" && row.To != "" {
		words += ": from " + row.From + " to " + row.To
	} else if row.From != "" {
		words += ": " + row.From
	}
	return words
}

// Files are all changes of the chosen kind as a file.
func (p ChangesPage) Files() Files {
	return filesOf(p.Page.Total > 0, importPath(p.Import.ID)+"/changes", p.Form.Values)
}

// query puts filters and a cursor into an address.
func query(path string, pairs ...string) string {
	values := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" && pairs[i+1] != "0" {
			values.Set(pairs[i], pairs[i+1])
		}
	}
	if len(values) == 0 {
		return path
	}
	return path + "?" + values.Encode()
}

func (s *Server) findings(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	var q readiness.FindingQuery
	form, err := readQuery(r, &q)
	if err != nil {
		return err
	}
	i, err := s.Imports.Import(r.Context(), id)
	if err != nil {
		return err
	}
	page, err := s.Imports.Findings(r.Context(), id, q)
	if err != nil {
		return err
	}
	p := FindingsPage{Import: i, Query: q, Form: form, Page: page}
	if page.Next != "" {
		p.More = query(importPath(id)+"/findings", "severity", q.Severity, "list", strconv.Itoa(q.List), "cursor", page.Next)
	}
	return s.show(w, r, http.StatusOK, p)
}

// findingsFile hands out the findings for the data team. It is made whole before its first byte leaves, so that nobody gets half a workbook.
func (s *Server) findingsFile(w http.ResponseWriter, r *http.Request) error {
	i, err := s.Imports.Import(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	var book bytes.Buffer
	if err := s.Findings(r.Context(), &book, i.ID); err != nil {
		return err
	}
	taken := readiness.Export{List: "findings", Format: "xlsx", Rows: i.Errors + i.Queries + i.Infos, Filter: "import=" + i.ID}
	if err := s.Service.Exported(r.Context(), by(r), taken); err != nil {
		return err
	}
	w.Header().Set("Content-Type", formats["xlsx"].media)
	w.Header().Set("Content-Disposition", `attachment; filename="findings-`+i.TakenOn.String()+`.xlsx"`)
	_, _ = book.WriteTo(w) // a reader who has gone is nobody's error
	return nil
}

func (s *Server) changes(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	var q readiness.ChangeQuery
	form, err := readQuery(r, &q)
	if err != nil {
		return err
	}
	i, err := s.Imports.Import(r.Context(), id)
	if err != nil {
		return err
	}
	page, err := s.Imports.ImportChanges(r.Context(), id, q)
	if err != nil {
		return err
	}
	p := ChangesPage{Import: i, Kind: q.Kind, Form: form, Page: page}
	if page.Next != "" {
		p.More = query(importPath(id)+"/changes", "kind", q.Kind, "cursor", page.Next)
	}
	return s.show(w, r, http.StatusOK, p)
}
