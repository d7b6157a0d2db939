package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/sightline-readiness/sightline/internal/chart"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// rungRoles are who can stand on a rung, lowest first.
var rungRoles = []readiness.Role{readiness.Owner, readiness.TeamManager, readiness.AreaHead, readiness.AssistantDirector, readiness.Director}

// rungRows are the rungs in the form, as many as a page can carry.
var rungRows = repeated{fields: []string{"days-#", "side-#", "roles-#"}, most: 15}

// LadderPicture is who hears when, as a staircase.
type LadderPicture struct{ Ladder readiness.Ladder }

// Picture draws it.
func (p LadderPicture) Picture() Picture {
	s := chart.Stairs{Title: "Who hears when"}
	var rows [][]string
	for _, r := range p.Ladder.Rungs {
		level := 1
		for _, role := range r.Roles {
			level = max(level, slices.Index(rungRoles, role)+1)
		}
		s.Steps = append(s.Steps, chart.Step{When: sentence(r.When()), Words: sentence(byWhom(r.Roles)), Level: level, Late: r.Escalates()})
		what := "A reminder"
		if r.Escalates() {
			what = "Waits for a decision"
		}
		rows = append(rows, []string{sentence(r.When()), sentence(byWhom(r.Roles)), what})
	}
	alt := "A staircase of " + counted(len(rows), "step") + ": from reminders to the owner up to whoever decides when nobody acted."
	return pictureOf("stairs", s.Draw(), alt, "Who hears when", []string{"When", "Who hears", "What it is"}, rows)
}

// EditLadderPage asks for a ladder: a rung for each row.
type EditLadderPage struct {
	Form Form
	Rows int
}

// Face frames the page.
func (p EditLadderPage) Face() Face {
	return Face{Template: "ladder_edit", Title: "Change who hears when", Section: "/more", Back: "/ladder", Failed: p.Form.Failed()}
}

// A RungRowForm is the fields of one rung.
type RungRowForm struct {
	Number int
	Days   govuk.Input
	Side   govuk.Radios
	Roles  govuk.Checkboxes
	Remove string // value of the button that takes it out
}

// RungForms are the rungs, the first to be reached on top.
func (p EditLadderPage) RungForms() (rows []RungRowForm) {
	for i := range p.Rows {
		n := strconv.Itoa(i)
		days := p.Form.Text("days-"+n, "How many working days?")
		days.Inputmode, days.Classes = "numeric", "govuk-input--width-3"
		side := p.Form.Radios("side-"+n, "Before or after the due date?",
			govuk.Item{Value: "before", Text: "Before"}, govuk.Item{Value: "after", Text: "On the day or after"})
		side.Classes = "govuk-radios--inline govuk-radios--small"
		items := make([]govuk.Item, len(rungRoles))
		for k, role := range rungRoles {
			items[k] = govuk.Item{Value: string(role), Text: sentence(role.Title())}
		}
		roles := p.Form.Checkboxes("roles-"+n, "Who hears?", items...)
		roles.Classes = "govuk-checkboxes--small"
		rows = append(rows, RungRowForm{Number: i + 1, Days: days, Side: side, Roles: roles, Remove: "remove-" + n})
	}
	return rows
}

// Hour asks at what time of day rungs are reached.
func (p EditLadderPage) Hour() govuk.Input {
	hour := p.Form.Text("hour", "At what hour of the day?")
	hour.Inputmode, hour.Classes, hour.Hint.Text = "numeric", "govuk-input--width-2", "0 to 23. Morning mails should go out after it."
	return hour
}

// Try asks for a case to run the ladder dry on.
func (p EditLadderPage) Try() govuk.Input {
	try := p.Form.Text("try", "Try it on a real review (optional)")
	try.Classes, try.Hint.Text = "govuk-input--width-10", "The council’s reference of a case with a running review. The next page shows who would hear when."
	return try
}

// More reports whether another rung may be added.
func (p EditLadderPage) More() bool { return p.Rows < rungRows.most }

// ladderValues are a ladder as the form has it.
func ladderValues(l readiness.Ladder) url.Values {
	v := url.Values{"hour": {strconv.Itoa(l.Hour)}}
	for i, r := range l.Rungs {
		n := strconv.Itoa(i)
		v.Set("days-"+n, strconv.Itoa(max(r.After, -r.After)))
		v.Set("side-"+n, "after")
		if r.After < 0 {
			v.Set("side-"+n, "before")
		}
		for _, role := range r.Roles {
			v.Add("roles-"+n, string(role))
		}
	}
	return v
}

func (s *Server) editLadderPage(w http.ResponseWriter, r *http.Request) error {
	l, err := s.Rules.Ladder(r.Context())
	if err != nil {
		return err
	}
	form := newForm()
	form.Values = ladderValues(l)
	return s.show(w, r, http.StatusOK, EditLadderPage{Form: form, Rows: len(l.Rungs)})
}

// readLadder reads the form into a ladder; what is wrong stands in the form's errors.
func readLadder(form *Form) readiness.Ladder {
	form.Errors = nil
	fail := func(name, message string) {
		form.Errors = append(form.Errors, govuk.FieldError{Name: name, Message: message})
	}
	var l readiness.Ladder
	hour, err := strconv.Atoi(strings.TrimSpace(form.Values.Get("hour")))
	if l.Hour = hour; err != nil || hour < 0 || hour > 23 {
		fail("hour", "The hour must be a whole number from 0 to 23.")
	}
	for i := range rungRows.count(form.Values) {
		n := strconv.Itoa(i)
		days, err := strconv.Atoi(strings.TrimSpace(form.Values.Get("days-" + n)))
		if err != nil || days < 0 || days > 100 {
			fail("days-"+n, "Step "+strconv.Itoa(i+1)+": the working days must be a whole number from 0 to 100.")
		}
		rung := readiness.Rung{After: days, Unit: readiness.WorkingDays}
		if form.Values.Get("side-"+n) == "before" {
			rung.After = -days
		}
		for _, role := range rungRoles {
			if slices.Contains(form.Values["roles-"+n], string(role)) {
				rung.Roles = append(rung.Roles, role)
			}
		}
		if len(rung.Roles) == 0 {
			fail("roles-"+n, "Step "+strconv.Itoa(i+1)+": choose who hears.")
		}
		l.Rungs = append(l.Rungs, rung)
	}
	slices.SortStableFunc(l.Rungs, func(a, b readiness.Rung) int { return a.After - b.After })
	switch {
	case len(l.Rungs) == 0:
		fail("hour", "A ladder needs at least one step. Add one.")
	case len(form.Errors) == 0:
		if refusal := readiness.AsRefusal(l.Check()); refusal != nil {
			fail("days-0", "Two steps are on the same day. Put everybody who hears on that day into one step.")
		}
	}
	return l
}

func (s *Server) editLadder(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	if rungRows.pressed(form.Values) {
		if side := inRow("side-#", rungRows.count(form.Values)-1); form.Values.Get("do") == "add" && !form.Values.Has(side) {
			form.Values.Set(side, "after")
		}
		return s.show(w, r, http.StatusOK, EditLadderPage{Form: form, Rows: rungRows.count(form.Values)})
	}
	l := readLadder(&form)
	if form.Failed() {
		return s.show(w, r, http.StatusUnprocessableEntity, EditLadderPage{Form: form, Rows: rungRows.count(form.Values)})
	}
	return s.checkLadder(w, r, form, l)
}

// checkLadder draws the ladder, runs it dry and keeps it.
func (s *Server) checkLadder(w http.ResponseWriter, r *http.Request, form Form, l readiness.Ladder) error {
	now, err := s.Rules.Ladder(r.Context())
	if err != nil {
		return err
	}
	missing, teams, err := s.Policies.LadderGaps(r.Context(), l)
	if err != nil {
		return err
	}
	if len(missing) > 0 {
		form.Errors = []govuk.FieldError{{Name: "hour", Message: strings.Join(missing, ". ") + ". Give somebody the post first, or leave the role out."}}
		return s.show(w, r, http.StatusUnprocessableEntity, EditLadderPage{Form: form, Rows: rungRows.count(form.Values)})
	}
	page := CheckRulesPage{
		Title: "Check who hears when before you save it", Action: "/ladder/edit", Back: "/ladder", Changes: l.Differs(now), Stairs: &LadderPicture{l}, Draft: form,
	}
	if teams > 0 {
		page.Notes = append(page.Notes, counted(teams, "team")+" "+hasOrHave(teams)+" no manager: what should reach the manager reaches the area head.")
	}
	if ref := strings.TrimSpace(form.Values.Get("try")); ref != "" {
		try, err := s.Policies.TryLadder(r.Context(), by(r), ref, l)
		if refusal := readiness.AsRefusal(err); refusal != nil {
			form.Errors = []govuk.FieldError{{Name: "try", Message: refusal.Message}}
			return s.show(w, r, http.StatusUnprocessableEntity, EditLadderPage{Form: form, Rows: rungRows.count(form.Values)})
		}
		if err != nil {
			return err
		}
		page.Try = &try
	}
	return s.decideRules(w, r, page, func(c readiness.RuleChange, asked readiness.Asked) error {
		_, err := s.Rules.SetLadder(r.Context(), l, c, asked)
		return err
	}, "Who hears when is saved.")
}

func hasOrHave(n int) string {
	if n == 1 {
		return "has"
	}
	return "have"
}
