package readiness

import (
	"slices"
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// WriteHomeReport is the report of a visit to a children's home: two opinions, what was found standard by standard, and what children said. It names no
// child. Counts are of what happened since the visit before.
type WriteHomeReport struct {
	Safeguarded    string         `json:"safeguarded" validate:"required,oneof=yes no"` // children are effectively safeguarded
	SafeguardedWhy string         `json:"safeguarded_why" validate:"required,max=2000"`
	Wellbeing      string         `json:"wellbeing" validate:"required,oneof=yes no"` // the home promotes children's well-being
	WellbeingWhy   string         `json:"wellbeing_why" validate:"required,max=2000"`
	Standards      []HomeStandard `json:"standards" validate:"max=20,dive"`
	Restraints     int            `json:"restraints" validate:"min=0,max=1000"`
	Missing        int            `json:"missing" validate:"min=0,max=1000"` // times that a child was missing
	Complaints     int            `json:"complaints" validate:"min=0,max=1000"`
	Said           string         `json:"said" validate:"required,max=2000"` // what children said

	LooksLike []string `json:"looks_like" validate:"max=20,dive,max=200"` // what a check took for something about a child, and whoever wrote it kept
}

// A HomeStandard is what a visit found of one quality standard.
type HomeStandard struct {
	Code    string `json:"code" validate:"required,max=20"`
	Name    string `json:"name,omitempty" validate:"max=200"` // as the rules called it when the report was written; what is sent is not read
	Finding string `json:"finding" validate:"required,oneof=met partly not unseen"`
	Text    string `json:"text" validate:"max=1000"`
}

// HomeFindings are what a visit can find of a standard.
var HomeFindings = []Choice{
	{"met", "Met"},
	{"partly", "Partly met"},
	{"not", "Not met"},
	{"unseen", "Not looked at this time"},
}

// A HomeReport is a report as it stands.
type HomeReport struct {
	WriteHomeReport
	By string    `json:"by"` // name of who entered it
	At time.Time `json:"at"`
}

// Against makes the report whole for a visit: every standard of the rules once, in their order and by their names, with words wherever one is not met. It
// refuses a visit that was not made, and a report that others rely on already.
func (w WriteHomeReport) Against(v HomeVisit, rules HomeRules) (WriteHomeReport, error) {
	switch {
	case !v.Held:
		return w, Errorf(Conflict, "Say first that the visit was made, and on which day.")
	case len(v.Copies) > 0 || v.Evidence != "":
		return w, Errorf(Conflict, "Copies of this report have been sent, or it is evidence of a criterion, so it stays as it is. Put what is new into the next report.")
	}
	standards := make([]HomeStandard, 0, len(rules.Standards))
	for _, s := range rules.Standards {
		i := slices.IndexFunc(w.Standards, func(x HomeStandard) bool { return x.Code == s.Code })
		if i < 0 {
			return w, FieldErrorf("standards", "Say what was found of each standard. “%s” is missing.", s.Text)
		}
		x := w.Standards[i]
		x.Name = s.Text
		if (x.Finding == "partly" || x.Finding == "not") && x.Text == "" {
			return w, FieldErrorf("standards", "Say what was found of “%s”, since it is not met.", s.Text)
		}
		standards = append(standards, x)
	}
	if len(w.Standards) > len(standards) {
		return w, FieldErrorf("standards", "A standard stands twice in the report, or is none of the %d.", len(standards))
	}
	w.Standards = standards
	return w, nil
}

// Doubts reports whether the report says no to one of its two opinions.
func (r HomeReport) Doubts() bool { return r.Safeguarded == "no" || r.Wellbeing == "no" }

// Unmet are the standards that are partly met or not met.
func (r HomeReport) Unmet() (unmet []HomeStandard) {
	for _, s := range r.Standards {
		if s.Finding == "partly" || s.Finding == "not" {
			unmet = append(unmet, s)
		}
	}
	return unmet
}

// attaches is the piece of evidence that the report of a visit makes for some criteria.
func (v HomeVisit) attaches(home ChildrensHome, criteria []string) (AttachEvidence, error) {
	if v.Report == nil {
		return AttachEvidence{}, Errorf(Conflict, "This visit has no report yet, so there is no evidence in it.")
	}
	if len(criteria) == 0 {
		return AttachEvidence{}, FieldErrorf("criteria", "Choose at least one criterion.")
	}
	e := AttachEvidence{
		Criteria: criteria, Kind: "observation", Bears: Supports, Title: "Regulation 44 visit to " + home.Name + ", " + v.On.Long(), Text: v.Report.words(), ShowsOn: v.On, Looked: v.Report.LooksLike,
	}
	if v.Report.Doubts() {
		e.Bears = Contradicts
	}
	return e, nil
}

// words are the report in a few lines.
func (r HomeReport) words() string {
	is := map[string]string{"yes": "Yes. ", "no": "No. "}
	lines := []string{
		"Are children effectively safeguarded? " + is[r.Safeguarded] + r.SafeguardedWhy,
		"Does the home promote their well-being? " + is[r.Wellbeing] + r.WellbeingWhy,
		"Since the visit before: " + count(r.Restraints, "restraint") + ", " + count(r.Missing, "time") + " that a child was missing, " + count(r.Complaints, "complaint") + ".",
	}
	for _, s := range r.Unmet() {
		lines = append(lines, s.Name+", "+strings.ToLower(ChoiceText(HomeFindings, s.Finding))+": "+s.Text)
	}
	const most = 4000 // AttachEvidence.Text
	text := []rune(strings.Join(append(lines, "What children said: "+r.Said), "\n"))
	if len(text) > most {
		text = append(text[:most-1], '…')
	}
	return string(text)
}

// Words are the texts of the report in which nobody should be able to recognise a child, by where they stand.
func (w WriteHomeReport) Words() []Choice {
	words := []Choice{{"in the opinion on safeguarding", w.SafeguardedWhy}, {"in the opinion on well-being", w.WellbeingWhy}, {"in what children said", w.Said}}
	for _, s := range w.Standards {
		words = append(words, Choice{"under a standard", s.Text})
	}
	return words
}

// HomeReportDue is the day by which the report of a visit is due.
func (r HomeRules) HomeReportDue(on calendar.Date, c calendar.Calendar) calendar.Date {
	return c.Add(on, r.ReportDays, calendar.Exclusive)
}
