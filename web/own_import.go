package web

import (
	"net/http"
	"strings"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// OwnImportPage says what bringing a list in would do, or what it did.
type OwnImportPage struct {
	Import  readiness.OwnImport
	Form    Form // confirms
	Discard Form
}

// Face is the page's frame.
func (p OwnImportPage) Face() Face {
	return Face{Template: "own_import", Title: p.Heading(), Section: cohortsPath, Back: cohortListsPath, Failed: p.Form.Failed()}
}

// Heading says which list it is and how far it is.
func (p OwnImportPage) Heading() string {
	if p.Import.Done {
		return p.Import.List.Name + ": the list was brought in"
	}
	return p.Import.List.Name + ": what we found"
}

// Root is the import's own address.
func (p OwnImportPage) Root() string { return ownImportsPath + "/" + p.Import.ID }

func (s *Server) ownImportPage(w http.ResponseWriter, r *http.Request) error {
	return s.showOwnImport(w, r, http.StatusOK, newForm())
}

func (s *Server) showOwnImport(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	i, err := s.CohortLists.OwnImport(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.show(w, r, status, OwnImportPage{i, form, newForm()})
}

// Sentence is the whole in one line.
func (p OwnImportPage) Sentence() string {
	if p.Import.Done {
		return "The list of " + p.Import.On.Long() + " has " + counted(p.Import.Rows, "row") + ". The cohorts were counted anew by it."
	}
	t := p.Import.Trial
	return counted(len(t.Rows), "row") + " can be taken. " + cannot(t.LeftOut()) + " Nothing has been changed yet."
}

// About says which sheet it is.
func (p OwnImportPage) About() string {
	return p.Import.File + ", as of " + p.Import.On.Long() + ", chosen by " + p.Import.By + " on " + moment(p.Import.At) + "."
}

// Ignored names the columns that are not read.
func (p OwnImportPage) Ignored() string {
	names := make([]string, len(p.Import.Trial.Ignored))
	for i, n := range p.Import.Trial.Ignored {
		names[i] = "“" + n + "”"
	}
	return listed(names)
}

// Faults are the first findings.
func (p OwnImportPage) Faults() []readiness.OwnFault {
	rows, _ := first(p.Import.Trial.Faults)
	return rows
}

// MoreFaults is how many more there are.
func (p OwnImportPage) MoreFaults() int { _, more := first(p.Import.Trial.Faults); return more }

// Compared says what is different from the last list.
func (p OwnImportPage) Compared() string {
	t := p.Import.Trial
	if p.Import.Last.IsZero() {
		return "This list was never brought in before."
	}
	return "Against the list of " + p.Import.Last.Long() + ": " + thousands(len(t.New)) + " new, " + thousands(len(t.Gone)) + " gone, " +
		thousands(len(t.Changed)) + " changed, " + thousands(t.Same) + " the same."
}

// A Difference is one group of differences: its title, and the rows as people know them.
type Difference struct {
	Title string
	Rows  []string
	More  int
}

// Differences are the groups that have rows; nothing when the list is the first.
func (p OwnImportPage) Differences() (groups []Difference) {
	if p.Import.Last.IsZero() {
		return nil
	}
	t := p.Import.Trial
	changed := make([]string, len(t.Changed))
	for i, c := range t.Changed {
		changed[i] = c.Key + ": " + strings.Join(c.Columns, ", ")
	}
	for _, g := range []Difference{{Title: "New", Rows: t.New}, {Title: "Gone", Rows: t.Gone}, {Title: "Changed", Rows: changed}} {
		if len(g.Rows) > 0 {
			g.Title += " (" + thousands(len(g.Rows)) + ")"
			g.Rows, g.More = first(g.Rows)
			groups = append(groups, g)
		}
	}
	return groups
}

// LeaveOut asks whether the rows are left out that cannot be taken; nil when there are none.
func (p OwnImportPage) LeaveOut() *govuk.Checkboxes {
	return leaveOut(p.Form, p.Import.Trial.LeftOut())
}

// Button brings the list in.
func (p OwnImportPage) Button() govuk.Button {
	return govuk.Button{Text: "Bring in " + counted(len(p.Import.Trial.Rows), "row")}
}

func (s *Server) confirmOwn(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	var c readiness.ConfirmOwnImport
	return s.run(w, r, &errand{
		form: &form, into: &c, then: ownImportsPath + "/" + id,
		do:   func() error { return s.CohortLists.ApplyOwnImport(r.Context(), id, c, form.asked(r)) },
		draw: func(status int) error { return s.showOwnImport(w, r, status, form) },
	})
}

func (s *Server) discardOwn(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	return s.run(w, r, &errand{
		form: &form, then: cohortListsPath, done: "The sheet was thrown away. The list is as it was.",
		do:   func() error { return s.CohortLists.DropOwnImport(r.Context(), r.PathValue("id"), form.asked(r)) },
		draw: func(status int) error { return s.showOwnImport(w, r, status, form) },
	})
}
