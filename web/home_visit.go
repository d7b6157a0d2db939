package web

import (
	"context"
	"net/http"
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// HomeVisitPage is one visit to a children's home: how it stands, its report, who got it, and what it recommends.
type HomeVisitPage struct {
	Record readiness.HomeRecord
	Visit  readiness.HomeVisit
	Rules  readiness.HomeRules
	Viewer readiness.Actor
	Today  calendar.Date
	Form   Form // makes the report evidence
}

// Face is the page's frame.
func (p HomeVisitPage) Face() Face {
	return Face{Template: "home_visit", Title: "Visit of " + p.Visit.On.Long(), Section: homesPath, Back: childrensHomeHref(p.Record.Home.ID), Failed: p.Form.Failed()}
}

// State is where the visit stands, as a tag.
func (p HomeVisitPage) State() govuk.Tag { return homeVisitTag(p.Visit.State(p.Today)) }

// Summary is what is known of the visit.
func (p HomeVisitPage) Summary() govuk.SummaryList {
	v := p.Visit
	rows := []govuk.SummaryRow{govuk.Row("Visitor", v.Visitor), govuk.Row("Announced", yesNo(v.Announced))}
	if v.Why != "" {
		rows = append(rows, longRow("Why this visitor", v.Why))
	}
	switch {
	case v.Cancelled != "":
		rows = append(rows, longRow("Why it is not made", v.Cancelled))
	case v.Report != nil:
		rows = append(rows, govuk.Row("Report", "Entered by "+v.Report.By+", "+moment(v.Report.At)))
	case v.Held:
		rows = append(rows, govuk.Row("Report due by", v.ReportBy.Long()))
	}
	return govuk.SummaryList{Rows: rows}
}

func yesNo(b bool) string {
	if b {
		return "Yes"
	}
	return "No"
}

// Steps are what the viewer can do.
func (p HomeVisitPage) Steps() []govuk.NavigationItem {
	v, to := p.Visit, homeVisitPath+p.Visit.ID
	var steps []govuk.NavigationItem
	add := func(can bool, part, text string) {
		if can {
			steps = append(steps, govuk.NavigationItem{Href: to + "/" + part, Text: text})
		}
	}
	if !mayHere(p.Viewer, may(readiness.RunHomes)) {
		return nil
	}
	settled := len(v.Copies) > 0 || v.Evidence != ""
	add(v.Held && v.Report == nil, "report", "Write the report")
	add(v.Report != nil, "recommend", "Add a recommendation")
	add(v.Report != nil, "copy", "Enter that a copy was sent")
	add(v.Report != nil && !settled, "report", "Correct the report")
	add(v.MayChange() == nil, "change", "Change the visit, or say that it was made")
	add(v.MayCancel() == nil, "leave-out", "Say that it is not made")
	return steps
}

// Opinions are the two opinions of the report, its counts, and what children said.
func (p HomeVisitPage) Opinions() govuk.SummaryList {
	r := p.Visit.Report
	said := map[string]string{"yes": "Yes. ", "no": "No. "}
	return govuk.SummaryList{Rows: []govuk.SummaryRow{
		longRow("Are children effectively safeguarded?", said[r.Safeguarded]+r.SafeguardedWhy), longRow("Does the home promote their well-being?", said[r.Wellbeing]+r.WellbeingWhy),
		govuk.Row("Restraints", thousands(r.Restraints)), govuk.Row("Times that a child was missing", thousands(r.Missing)), govuk.Row("Complaints", thousands(r.Complaints)),
		longRow("What children said", r.Said),
	}}
}

// Finding is what was found of a standard, as a tag.
func (HomeVisitPage) Finding(x readiness.HomeStandard) govuk.Tag {
	colours := map[string]string{"met": "govuk-tag--green", "partly": "govuk-tag--yellow", "not": "govuk-tag--red", "unseen": "govuk-tag--grey"}
	return govuk.Tag{Text: readiness.ChoiceText(readiness.HomeFindings, x.Finding), Classes: colours[x.Finding]}
}

// Recommended are what this visit recommends.
func (p HomeVisitPage) Recommended() []HomeRecommendationRow {
	here := slices.DeleteFunc(slices.Clone(p.Record.Recommendations), func(r readiness.HomeRecommendation) bool { return r.VisitID != p.Visit.ID })
	return recommendationRows(here, p.Today, mayHere(p.Viewer, may(readiness.RunHomes)))
}

// Copies say who got the report, and who has not yet.
func (p HomeVisitPage) Copies() govuk.SummaryList {
	var list govuk.SummaryList
	for _, to := range p.Rules.Copies {
		var sent []string
		for _, c := range p.Visit.Copies {
			switch {
			case c.To != to.Code:
			case c.Whom != "":
				sent = append(sent, "to "+c.Whom+" on "+c.On.Long())
			default:
				sent = append(sent, "on "+c.On.Long())
			}
		}
		words := "Not sent yet"
		if len(sent) > 0 {
			words = "Sent " + listed(sent)
		}
		list.Rows = append(list.Rows, govuk.Row(to.Text, words))
	}
	return list
}

// Attaches reports whether the viewer can make the report evidence.
func (p HomeVisitPage) Attaches() bool {
	return p.Visit.Report != nil && p.Visit.Evidence == "" && len(p.Rules.Criteria) > 0 && mayHere(p.Viewer, may(readiness.RunHomes)) && p.SeesEvidence()
}

// SeesEvidence reports whether the viewer may open evidence.
func (p HomeVisitPage) SeesEvidence() bool { return mayHere(p.Viewer, may(readiness.WorkPlan)) }

// CriteriaBoxes are the criteria that the report can be evidence of, all of them ticked to begin with.
func (p HomeVisitPage) CriteriaBoxes() govuk.Checkboxes {
	var items []govuk.Item
	for _, code := range p.Rules.Criteria {
		items = append(items, govuk.Item{Value: code, Text: code})
	}
	boxes := p.Form.Checkboxes("criteria", "Of which criteria of the self-assessment?", items...)
	if !p.Form.Failed() {
		boxes.Values = p.Rules.Criteria
	}
	return boxes
}

// AttachButton makes the report evidence.
func (HomeVisitPage) AttachButton() govuk.Button {
	return govuk.Button{Text: "Make it evidence", Classes: "govuk-button--secondary"}
}

func (s *Server) homeVisit(w http.ResponseWriter, r *http.Request) error {
	return s.showHomeVisit(w, r, http.StatusOK, newForm())
}

func (s *Server) showHomeVisit(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	record, v, err := s.HomeVisits.HomeVisit(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	rules, err := s.Homes.HomeRules(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, status, HomeVisitPage{record, v, rules, by(r), s.today(), form})
}

func (s *Server) attachHomeReport(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	return s.run(w, r, &errand{
		form: &form, then: homeVisitPath + id, done: "The report is evidence now.",
		do: func() error {
			_, err := s.AttachHomeReport(r.Context(), id, form.Values["criteria"], form.asked(r))
			return err
		},
		draw: func(status int) error { return s.showHomeVisit(w, r, status, form) },
	})
}

// A homeVisitStep is one thing that somebody does to a visit, on a page of its own.
type homeVisitStep struct {
	path, heading, about, send, done string
	may                              func(v readiness.HomeVisit) error
	fields                           func(rules readiness.HomeRules, f Form) []govuk.Component
}

var (
	leaveOutHomeStep = &homeVisitStep{
		path: "leave-out", heading: "Say that the visit is not made", send: "Save", done: "The visit is not made. Plan another one in the same month.",
		about: "The month needs another visit.",
		may:   readiness.HomeVisit.MayCancel,
		fields: func(_ readiness.HomeRules, f Form) []govuk.Component {
			return []govuk.Component{shortAnswer(f, "reason", "Why is it not made?")}
		},
	}
	copyHomeStep = &homeVisitStep{
		path: "copy", heading: "Enter that a copy was sent", send: "Save", done: "The copy is entered.",
		about: "Sightline sends nothing outside the council. Say here who got the report, and when. The report stays as it is from then on.",
		may: func(v readiness.HomeVisit) error {
			if v.Report == nil {
				return readiness.Errorf(readiness.Conflict, "This visit has no report yet, so there is nothing to send.")
			}
			return nil
		},
		fields: func(rules readiness.HomeRules, f Form) []govuk.Component {
			whom := f.Text("whom", "Which authority? (optional)")
			whom.Hint.Text = "For a placing authority, or another council."
			return []govuk.Component{f.Radios("to", "Who got it?", radioItems(rules.Copies)...), whom, f.Date("sent_on", "On which day was it sent?")}
		},
	}
)

func homeVisitStepQuestions(st *homeVisitStep, home readiness.ChildrensHome, v readiness.HomeVisit, rules readiness.HomeRules, f Form) QuestionsPage {
	return QuestionsPage{
		Form: f, Section: homesPath, Back: homeVisitPath + v.ID, Caption: home.Name + ", " + v.On.Long(), Heading: st.heading, About: st.about, Action: homeVisitPath + v.ID + "/" + st.path, Send: st.send,
		Fields: st.fields(rules, f),
	}
}

func homeVisitStepPage(st *homeVisitStep) Handle {
	return func(s *Server, w http.ResponseWriter, r *http.Request) error {
		return s.showHomeVisitStep(w, r, http.StatusOK, st, newForm())
	}
}

func (s *Server) showHomeVisitStep(w http.ResponseWriter, r *http.Request, status int, st *homeVisitStep, form Form) error {
	record, v, err := s.HomeVisits.HomeVisit(r.Context(), by(r), r.PathValue("id"))
	if err == nil && !form.Failed() {
		err = st.may(v)
	}
	if err != nil {
		return err
	}
	rules, err := s.Homes.HomeRules(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, status, homeVisitStepQuestions(st, record.Home, v, rules, form))
}

// homeVisitDoing is the handler of a step whose fields are those of C.
func homeVisitDoing[C any](st *homeVisitStep, do func(h readiness.HomeVisits, ctx context.Context, id string, c C, asked readiness.Asked) error) Handle {
	return func(s *Server, w http.ResponseWriter, r *http.Request) error {
		form, err := readForm(r)
		if err != nil {
			return err
		}
		var c C
		id := r.PathValue("id")
		return s.run(w, r, &errand{
			form: &form, into: &c, then: homeVisitPath + id, done: st.done,
			mind: func() { form.reword("to", "Choose who got it.") },
			do:   func() error { return do(s.HomeVisits, r.Context(), id, c, form.asked(r)) },
			draw: func(status int) error { return s.showHomeVisitStep(w, r, status, st, form) },
		})
	}
}
