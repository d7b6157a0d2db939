package web

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// HomeReportPage is where the report of a visit is written.
type HomeReportPage struct {
	Home  readiness.ChildrensHome
	Visit readiness.HomeVisit
	Rules readiness.HomeRules
	Draft readiness.Draft
	Form  Form
}

// Face is the page's frame.
func (p HomeReportPage) Face() Face {
	return Face{Template: "home_report", Title: "Report on a visit", Section: homesPath, Back: homeVisitPath + p.Visit.ID, Failed: p.Form.Failed()}
}

// Fields are the questions.
func (p HomeReportPage) Fields() []govuk.Component {
	f := p.Form
	opinion := func(name, question string) []govuk.Component {
		return []govuk.Component{inline(f.Radios(name, question, govuk.Item{Value: "yes", Text: "Yes"}, govuk.Item{Value: "no", Text: "No"})), longAnswer(f, name+"_why", "What is that opinion based on?", 4)}
	}
	fields := slices.Concat(keepFields(f), opinion("safeguarded", "Are children effectively safeguarded?"), opinion("wellbeing", "Does the home promote children’s well-being?"))
	for _, c := range homeCounts {
		field := f.Text(c.Code, c.Text)
		field.Inputmode, field.Classes, field.Hint.Text = "numeric", "govuk-input--width-3", "Since the visit before. Enter 0 if there were none."
		fields = append(fields, field)
	}
	fields = append(fields, longAnswer(f, "said", "What did children say?", 5), remark{"standards", "Now the quality standards, one after the other. Say what was found wherever one is not met."})
	for _, x := range p.Rules.Standards {
		text := f.Counted(standardText(x.Code), "What was found? (optional where it is met)", 1000)
		text.Rows, text.Threshold = 2, 75
		fields = append(fields, inline(f.Radios(standardField(x.Code), x.Text, radioItems(readiness.HomeFindings)...)), text)
	}
	return fields
}

// inline puts the choices of a question beside each other, where there is room.
func inline(r govuk.Radios) govuk.Radios {
	r.Classes = "govuk-radios--inline"
	return r
}

// homeCounts are what a report counts.
var homeCounts = []readiness.Choice{
	{Code: "restraints", Text: "How often was a child restrained?"},
	{Code: "missing", Text: "How often was a child missing?"},
	{Code: "complaints", Text: "How many complaints were there?"},
}

func standardField(code string) string { return "standard_" + code }
func standardText(code string) string  { return "standard_" + code + "_text" }

// Newer is the report that somebody saved after this draft was kept; nil when there is none.
func (p HomeReportPage) Newer() *readiness.HomeReport {
	if r := p.Visit.Report; r != nil && len(p.Draft.Fields) > 0 && r.At.After(p.Draft.SavedAt) {
		return r
	}
	return nil
}

// SendButton keeps the report; DraftButton keeps what is typed for later.
func (HomeReportPage) SendButton() govuk.Button { return govuk.Button{Text: "Save the report"} }

// DraftButton keeps what is typed, for pages without JavaScript too.
func (p HomeReportPage) DraftButton() govuk.Button {
	return govuk.Button{Text: "Save draft", Classes: "govuk-button--secondary", Attributes: govuk.Attributes{"formaction": homeVisitPath + p.Visit.ID + "/draft"}}
}

func (s *Server) homeReportPage(w http.ResponseWriter, r *http.Request) error {
	return s.showHomeReport(w, r, http.StatusOK, nil)
}

// showHomeReport begins with the own draft, else with the report as it stands, else empty; or shows what came back.
func (s *Server) showHomeReport(w http.ResponseWriter, r *http.Request, status int, form *Form) error {
	record, v, err := s.HomeVisits.HomeVisit(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	page := HomeReportPage{Home: record.Home, Visit: v}
	if page.Rules, err = s.Homes.HomeRules(r.Context()); err != nil {
		return err
	}
	if form != nil {
		page.Form = *form
		return s.show(w, r, status, page)
	}
	if _, err := (readiness.WriteHomeReport{}).Against(v, page.Rules); readiness.Conflict.Is(err) {
		return err
	}
	if page.Draft, err = s.HomeVisits.HomeReportDraft(r.Context(), v.ID, by(r)); err != nil {
		return err
	}
	page.Form = beginHomeReport(v, page.Draft)
	return s.show(w, r, status, page)
}

func beginHomeReport(v readiness.HomeVisit, draft readiness.Draft) Form {
	f := newForm()
	f.Values = url.Values{}
	switch {
	case len(draft.Fields) > 0:
		for name, value := range draft.Fields {
			f.Values.Set(name, value)
		}
	case v.Report != nil:
		f.Values = encode(v.Report.WriteHomeReport)
		for _, x := range v.Report.Standards {
			f.Values.Set(standardField(x.Code), x.Finding)
			f.Values.Set(standardText(x.Code), x.Text)
		}
	}
	return f
}

// readHomeReport reads the report with its standards; what is wrong stands in the form.
func readHomeReport(f *Form, rules readiness.HomeRules) readiness.WriteHomeReport {
	var c readiness.WriteHomeReport
	f.read(&c)
	f.reword("safeguarded", "Choose whether children are effectively safeguarded.")
	f.reword("wellbeing", "Choose whether the home promotes children’s well-being.")
	for _, x := range homeCounts {
		if f.Values.Get(x.Code) == "" {
			f.Errors = append(f.Errors, govuk.FieldError{Name: x.Code, Message: "Enter a number. Enter 0 if there were none."})
		}
	}
	for _, x := range rules.Standards {
		found := readiness.HomeStandard{Code: x.Code, Finding: f.Values.Get(standardField(x.Code)), Text: f.Values.Get(standardText(x.Code))}
		switch {
		case found.Finding == "":
			f.Errors = append(f.Errors, govuk.FieldError{Name: standardField(x.Code), Message: "Choose what was found of “" + x.Text + "”."})
		case len([]rune(found.Text)) > 1000:
			f.Errors = append(f.Errors, govuk.FieldError{Name: standardText(x.Code), Message: "What was found of “" + x.Text + "” must be 1,000 characters or fewer."})
		case found.Text == "" && (found.Finding == "partly" || found.Finding == "not"):
			f.Errors = append(f.Errors, govuk.FieldError{Name: standardText(x.Code), Message: "Say what was found of “" + x.Text + "”, since it is not met."})
		}
		c.Standards = append(c.Standards, found)
	}
	c.LooksLike = nil // what was found, never what a form says
	if seen := looksLikeChilds(saidInReport(c)...); f.keeps(seen) {
		c.LooksLike = seen
	}
	return c
}

func saidInReport(c readiness.WriteHomeReport) (texts []spoken) {
	for _, x := range c.Words() {
		texts = append(texts, spoken{x.Code, x.Text})
	}
	return texts
}

func (s *Server) writeHomeReport(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	rules, err := s.Homes.HomeRules(r.Context())
	if err != nil {
		return err
	}
	c := readHomeReport(&form, rules)
	if form.Failed() {
		return s.showHomeReport(w, r, http.StatusUnprocessableEntity, &form)
	}
	id := r.PathValue("id")
	return s.run(w, r, &errand{
		form: &form, then: homeVisitPath + id, done: "The report is saved. Add what it recommends, and enter who got a copy.",
		do:   func() error { return s.HomeVisits.WriteHomeReport(r.Context(), id, c, form.asked(r)) },
		draw: func(status int) error { return s.showHomeReport(w, r, status, &form) },
	})
}

// saveHomeReportDraft keeps what is typed. Asked by the page's own script (by=page) it answers without a page.
func (s *Server) saveHomeReportDraft(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	rules, err := s.Homes.HomeRules(r.Context())
	if err != nil {
		return err
	}
	id, kept := r.PathValue("id"), map[string]string{}
	for _, name := range homeReportFields(rules) {
		if v := form.Values.Get(name); v != "" {
			kept[name] = v
		}
	}
	if err := s.HomeVisits.SaveHomeReportDraft(r.Context(), id, kept, by(r)); err != nil {
		return err
	}
	if r.URL.Query().Get("by") == "page" {
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	s.done(r, "Draft saved. Nobody else sees it until you save the report.")
	return seeOther(w, r, homeVisitPath+id+"/report")
}

// homeReportFields are what a draft keeps.
func homeReportFields(rules readiness.HomeRules) []string {
	names := []string{"safeguarded", "safeguarded_why", "wellbeing", "wellbeing_why", "said"}
	for _, c := range homeCounts {
		names = append(names, c.Code)
	}
	for _, x := range rules.Standards {
		names = append(names, standardField(x.Code), standardText(x.Code))
	}
	return names
}
