package web

import (
	"net/http"
	"net/url"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

const planFiltersPath = planPath + "/filters"

// A SavedFilter is one of the viewer's saved filters as the board shows it.
type SavedFilter struct {
	Name, Href, Delete string
	Shown              bool // it is what the board shows now
	Ask                Form // to delete it: a command of its own
}

// SavedFilters are the viewer's, by name.
func (p PlanPage) SavedFilters() []SavedFilter {
	saved := make([]SavedFilter, len(p.Saved))
	for i, f := range p.Saved {
		saved[i] = SavedFilter{Name: f.Name, Href: planHref(f.Query), Delete: planFiltersPath + "/" + f.ID + "/delete", Shown: f.Query == p.Query.Filter(), Ask: Form{CommandID: p.Save.CommandID + "-" + f.ID}}
	}
	return saved
}

// Keeps reports whether the board shows something that can be saved: another filter than the usual one, that was not saved yet.
func (p PlanPage) Keeps() bool {
	if p.Query.Filter() == (readiness.PlanQuery{}).Filter() {
		return false
	}
	for _, f := range p.SavedFilters() {
		if f.Shown {
			return p.Save.Failed()
		}
	}
	return true
}

// SaveHref takes the filter along.
func (p PlanPage) SaveHref() string {
	return planFiltersPath + "?" + filterValues(p.Query).Encode()
}

// NameField asks what a saved filter is called.
func (p PlanPage) NameField() govuk.Input {
	name := p.Save.Text("name", "Name of this filter")
	name.Hint.Text, name.Classes = "Such as: Late in North. Only you see it.", "govuk-input--width-20"
	return name
}

// SaveButton keeps the filter.
func (PlanPage) SaveButton() govuk.Button {
	return govuk.Button{Text: "Save this filter", Classes: "govuk-button--secondary"}
}

func planHref(q readiness.PlanQuery) string { return planPath + "?" + filterValues(q).Encode() }

// filterValues are the fields of a filter that say something.
func filterValues(q readiness.PlanQuery) url.Values {
	values := url.Values{}
	for name, v := range encode(q.Filter()) {
		if len(v) > 0 && v[0] != "" && v[0] != "0" {
			values[name] = v
		}
	}
	return values
}

// savePlanFilter keeps what the board shows; the filter itself stands in the address.
func (s *Server) savePlanFilter(w http.ResponseWriter, r *http.Request) error {
	page, err := s.planOf(r)
	if err != nil {
		return err
	}
	if page.Save, err = readForm(r); err != nil {
		return err
	}
	var c readiness.SavePlanFilter
	return s.run(w, r, &errand{
		form: &page.Save, into: &c, then: planHref(page.Query), done: "The filter is saved.",
		do: func() error {
			c.PlanQuery = page.Query
			_, err := s.PlanFilters.SavePlanFilter(r.Context(), c, page.Save.asked(r))
			return err
		},
		draw: func(status int) error { return s.showPlan(w, r, status, page) },
	})
}

func (s *Server) deletePlanFilter(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	return s.run(w, r, &errand{
		form: &form, then: planPath, done: "The filter is deleted.",
		do: func() error { return s.PlanFilters.DeletePlanFilter(r.Context(), r.PathValue("id"), form.asked(r)) },
	})
}
