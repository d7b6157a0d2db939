package readiness_test

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var dates = cmpopts.EquateComparable(calendar.Date{})

func TestReadPlanDate(t *testing.T) {
	t.Parallel()
	want := calendar.On(2027, 3, 3)
	for _, text := range []string{
		"3 March 2027", "03/03/2027", "2027-03-03", "46449", "46449.75", "3/3/27", "3.3.2027", "3-Mar-27", "3rd March 2027", "Wednesday 3 March 2027", "Wed, 3rd Mar 27",
		" 3  MARCH 2027 ", "2027-03-03 00:00:00", "2027-03-03T10:15:00Z", "03/03/2027 09:30",
	} {
		if got, ok := readiness.ReadPlanDate(text); !ok || got != want {
			t.Errorf("%q: %s %v", text, got, ok)
		}
	}
	if got, ok := readiness.ReadPlanDate("4/3/2027"); !ok || got != calendar.On(2027, 3, 4) {
		t.Errorf("the day comes before the month: %s %v", got, ok)
	}
	for _, text := range []string{"", "March 2027", "Q1 2027", "ongoing", "TBC", "30 February 2027", "03/13/2027", "3 Ma 2027", "0", "-4", "999999", "12", "3 March", "2027", "3/3/202", "1/1/1927", "Someday 3 March 2027"} {
		if got, ok := readiness.ReadPlanDate(text); ok {
			t.Errorf("%q is %s", text, got)
		}
	}
}

func TestGuessPlanColumns(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ headings, want string }{
		{
			"Ref|Theme|Action|Intended outcome|Success measure|Action owner|Executive sponsor|Start date|By when|RAG|Progress update",
			"reference|theme|title|outcome|measure|owner|sponsor|start|due||",
		},
		{"No.|Priority|What we will do|Impact for children|How will we know?|Lead officer|Timescale|Evidence required|Risks", "reference|theme|title|outcome|measure|owner|due|wanted|risk"},
		{"Number|Action|Theme|Area|Owner|Sponsor|Who checks it|State|Start|Due|How it is going|Evidence for", "reference|title|theme|area|owner|sponsor|||start|due||"},
		{"Action|Action|Date completed|Deadline|Date", "title|||due|"},
		{"||x", "||"},
	} {
		if got := strings.Join(readiness.GuessPlanColumns(strings.Split(c.headings, "|")), "|"); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.headings, got, c.want)
		}
	}
}

func sheetRows(lines ...string) (all []readiness.PlanSheetRow) {
	for _, line := range lines {
		number, cells, _ := strings.Cut(line, ":")
		n, err := strconv.Atoi(number)
		if err != nil {
			panic(err) // a mistake in the test
		}
		all = append(all, readiness.PlanSheetRow{Number: n, Cells: strings.Split(cells, "|")})
	}
	return all
}

// TestPlanSheetOf finds the headings below a title, on the sheet that looks like a plan, and leaves out columns with nothing in them.
func TestPlanSheetOf(t *testing.T) {
	t.Parallel()
	s, err := readiness.PlanSheetOf("plan.xlsx", []readiness.PlanTable{
		{Name: "Notes", Rows: sheetRows("1:This is the plan of the council", "2:a|b")},
		{Name: "Actions", Rows: sheetRows("1:Improvement plan 2027", "3:Action||Owner|Due date", "4:Visit in time||Tom Reilly|3 March 2027||note", "6:Second||Tom Reilly|4 March 2027")},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := readiness.PlanSheet{
		File: "plan.xlsx", Name: "Actions", Others: 1, Columns: []string{"Action", "Owner", "Due date", "Column F"},
		Rows: sheetRows("4:Visit in time|Tom Reilly|3 March 2027|note", "6:Second|Tom Reilly|4 March 2027|"),
	}
	if diff := cmp.Diff(want, s); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := s.Samples(1); !slices.Equal(got, []string{"Tom Reilly"}) {
		t.Errorf("samples %q", got)
	}
	// Headings in another language are still headings; people say what they are.
	if s, err := readiness.PlanSheetOf("plan.csv", []readiness.PlanTable{{Rows: sheetRows("1:Gweithred|Perchennog", "2:x|y")}}); err != nil || s.Columns[0] != "Gweithred" || len(s.Rows) != 1 {
		t.Errorf("%+v %v", s, err)
	}
	for words, tables := range map[string][]readiness.PlanTable{
		"no list in this file": {{Rows: sheetRows("1:only one")}, {}},
		"nothing below":        {{Rows: sheetRows("1:Title", "2:Action|Owner")}},
		"more than 100":        {{Rows: sheetRows("1:Action|Owner|"+strings.Repeat("x|", 100), "2:a")}},
	} {
		if _, err := readiness.PlanSheetOf("plan.csv", tables); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%s: %v", words, err)
		}
	}
}

func TestPlanMappingCheck(t *testing.T) {
	t.Parallel()
	s := readiness.PlanSheet{Columns: []string{"What", "Lead", "Who"}}
	if err := (readiness.PlanMapping{Columns: []string{"title", "", "owner"}}).Check(s); err != nil {
		t.Error(err)
	}
	for words, columns := range map[string][]string{
		"did not arrive whole":                       {"title"},
		"“Lead” and “Who” cannot both be: owner.":    {"title", "owner", "owner"},
		"Choose the column that says what is to be":  {"theme", "owner", ""},
		"Choose from the list what the column “Who”": {"title", "owner", "password"},
	} {
		if err := (readiness.PlanMapping{Columns: columns}).Check(s); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%v: %v", columns, err)
		}
	}
}

// planSheet is a sheet with a column for every field, and rows of "field=value;…".
func planSheet(lines ...string) (readiness.PlanSheet, readiness.PlanMapping) {
	var s readiness.PlanSheet
	var m readiness.PlanMapping
	for _, f := range readiness.PlanFields {
		s.Columns, m.Columns = append(s.Columns, "Col "+f.Code), append(m.Columns, f.Code)
	}
	for i, line := range lines {
		cells := make([]string, len(s.Columns))
		for part := range strings.SplitSeq(line, "|") {
			field, value, _ := strings.Cut(part, "=")
			if at := slices.Index(m.Columns, field); at >= 0 {
				cells[at] = value
			}
		}
		s.Rows = append(s.Rows, readiness.PlanSheetRow{Number: i + 2, Cells: cells})
	}
	return s, m
}

const goodRow = "title=Visit in time|theme=Visits|outcome=Children are seen.|measure=Visits in time|owner=Tom Reilly|sponsor=hanna@example.gov.uk|start=1 March 2027|due=28/05/2027"

func planKnown() readiness.PlanKnown {
	return readiness.PlanKnown{
		People: []readiness.PlanPerson{
			{"p-tom", "Tom Reilly", "tom@example.gov.uk"}, {"p-hanna", "Hanna O’Kafor", "Hanna@example.gov.uk"}, {"p-ann1", "Ann Smith", "ann1@example.gov.uk"}, {"p-ann2", "Ann Smith", "ann2@example.gov.uk"},
		},
		Areas: []readiness.Choice{{Code: "north", Text: "North"}}, Boards: []string{"Cabinet", "Education, Health and Care Board"}, Calendar: calendar.England(),
		Actions: []readiness.PlanAction{
			{
				ID: "a-1", Reference: "S3", Title: "Supervise each month", Status: readiness.ActionInProgress, Seq: 4, OwnerID: "p-tom", SponsorID: "p-hanna", Start: calendar.On(2027, 3, 1), Due: calendar.On(2027, 5, 28),
				Details: readiness.ActionDetails{Title: "Supervise each month", Theme: "Supervision", Outcome: "Plans move.", Measure: "Audit.", Reference: "S3", Risk: "Drift.", Findings: []string{"f-1"}},
			},
			{ID: "a-2", Reference: "S4", Title: "Shown", Status: readiness.ActionVerified, Details: readiness.ActionDetails{Title: "Shown", Reference: "S4"}},
			{ID: "a-3", Title: "Read every plan aloud", Status: readiness.ActionAgreed},
			{ID: "a-4", Title: "Dropped long ago", Status: readiness.ActionDropped},
			{ID: "a-5", Reference: "S5", Title: "Not open", Details: readiness.ActionDetails{Title: "Not open", Reference: "S5"}},
		},
	}
}

func TestPlanRowBecomesAnAction(t *testing.T) {
	t.Parallel()
	s, m := planSheet(goodRow+"|steps= One\r\nTwo |area=North area|judgement=Help and protection|boards=Cabinet; education, health and care board|reference= S 9|wanted=Audit|risk==1+1|target=18 of\n20", "")
	trial := s.Try(m, planKnown())
	want := readiness.PlanTrial{Empty: 1, New: []readiness.PlanNew{{Row: 2, Action: readiness.AddAction{
		ActionDetails: readiness.ActionDetails{
			Title: "Visit in time", Theme: "Visits", Outcome: "Children are seen.", Measure: "Visits in time", Steps: "One\nTwo", Target: "18 of 20", Wanted: "Audit", Risk: "=1+1",
			Judgement: "HELP", Boards: []string{"Cabinet", "Education, Health and Care Board"}, Reference: "S 9",
		},
		AreaID: "north", OwnerID: "p-tom", SponsorID: "p-hanna", Start: calendar.On(2027, 3, 1), Due: calendar.On(2027, 5, 28),
	}}}}
	if diff := cmp.Diff(want, trial, dates); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestPlanDefaultsFillWhatIsMissing(t *testing.T) {
	t.Parallel()
	s, m := planSheet("title=Visit|outcome=Seen.|measure=Visits|owner=Reilly, Tom|due=30/05/2027")
	m.Theme, m.SponsorID, m.Start, m.Earlier = "Visits", "p-hanna", calendar.On(2027, 3, 1), "yes"
	trial := s.Try(m, planKnown())
	if len(trial.New) != 1 {
		t.Fatalf("%+v", trial)
	}
	if a := trial.New[0].Action; a.Theme != "Visits" || a.SponsorID != "p-hanna" || a.OwnerID != "p-tom" || a.Start != m.Start || a.Due != calendar.On(2027, 5, 28) {
		t.Errorf("%+v", a)
	}
	m.SponsorID = "p-gone"
	if bad := s.Try(m, planKnown()).Bad; len(bad) != 1 || !strings.Contains(bad[0].Why[0], "no active account") {
		t.Errorf("%+v", bad)
	}
}

func TestPlanRowRefused(t *testing.T) {
	t.Parallel()
	for change, want := range map[string]string{
		"owner=J. Smith":                "The owner: nobody here is called J. Smith.",
		"owner=x@example.gov.uk":        "The owner: nobody here has the address x@example.gov.uk.",
		"sponsor=Ann Smith":             "The sponsor: 2 people here are called Ann Smith: write the email address instead.",
		"owner=":                        "It has no owner.",
		"sponsor=":                      "It has no sponsor.",
		"title=":                        "It does not say what is to be done.",
		"theme=":                        "It has no theme.",
		"outcome=":                      "It does not say what is to be different for children.",
		"measure=":                      "It does not say what will show that it worked.",
		"start=":                        "It has no start.",
		"due=":                          "It has no due date.",
		"due=ongoing":                   "“ongoing” is no day. Write the due date like 3 March 2027.",
		"due=30/05/2027":                "Sunday 30 May 2027 is not a working day. The next one is 1 June 2027.",
		"due=26/02/2027":                "The due date must be after the start, 1 March 2027.",
		"area=Atlantis":                 "No area here is called Atlantis.",
		"judgement=Good":                "There is no judgement area “Good”. They are the impact of leaders, help and protection, children in care and care leavers.",
		"boards=Cabinet, Nobody":        "No board here is called Nobody. The boards are Cabinet and Education, Health and Care Board.",
		"theme=" + long(81):             "Shorten the theme: it has more than 80 characters.",
		"title=" + long(201):            "Shorten what is to be done: it has more than 200 characters.",
		"risk=#REF!":                    "The column “Col risk” holds #REF!, which is an error of the spreadsheet.",
		"title=Read every plan, aloud!": "An action that says the same is in the plan already. Give the row the number of that action, or leave it out.",
		"title=Supervise each month":    "An action that says the same is in the plan already. Give the row the number of that action, or leave it out.",
		"title=Read every plan aloud|reference=S8": "An action that says the same is in the plan without a number. Give that one the number S8 first, or leave the row out.",
		"reference=s4|title=Other":                 "The action with the number S4 is shown done, so what it is about cannot be changed now.",
		"reference=S5|title=Other":                 "The action with the number S5 was added a moment ago and has not opened yet. Look again in a minute.",
	} {
		s, m := planSheet(goodRow + "|" + change)
		trial := s.Try(m, planKnown())
		if want := []readiness.PlanFault{{2, []string{want}}}; !cmp.Equal(trial.Bad, want) || trial.Confirmed() != 0 {
			t.Errorf("%.60s: %s", change, cmp.Diff(want, trial.Bad))
		}
	}
	for _, fine := range []string{"owner=Tom Reilly (team manager)", "owner=Reilly <tom@example.gov.uk>", "owner=TOM  REILLY", "sponsor=Hanna O'Kafor", "owner=Tom Reilly, North", "title=Dropped long ago", "area=Whole council"} {
		s, m := planSheet(goodRow + "|" + fine)
		if trial := s.Try(m, planKnown()); len(trial.New) != 1 {
			t.Errorf("%s: %+v", fine, trial.Bad)
		}
	}
}

func long(n int) string { return strings.Repeat("é", n) }

// TestPlanIsNeverDoubled: two rows with one number, or that say the same without one, are one action and one fault; a row with the number of an action
// that is there changes it.
func TestPlanIsNeverDoubled(t *testing.T) {
	t.Parallel()
	s, m := planSheet(goodRow+"|reference=A1", goodRow+"|reference=a1", goodRow+"|reference=A2", goodRow, goodRow+"|title=Another", goodRow+"|title=Another")
	trial := s.Try(m, planKnown())
	want := []readiness.PlanFault{
		{3, []string{"Row 2 has the number a1 already."}}, {5, []string{"Row 2 says the same. Give both a number, or leave this one out."}}, {7, []string{"Row 6 says the same. Give both a number, or leave this one out."}},
	}
	if !cmp.Equal(trial.Bad, want) || len(trial.New) != 3 {
		t.Errorf("%d new; %s", len(trial.New), cmp.Diff(want, trial.Bad))
	}
}

func TestPlanRowChangesAnAction(t *testing.T) {
	t.Parallel()
	s, m := planSheet("reference=s3|title=Supervise every four weeks|risk=|owner=Tom Reilly|due=28 May 2027|measure=Audit.")
	trial := s.Try(m, planKnown())
	if len(trial.Changes) != 1 || len(trial.New)+len(trial.Bad)+len(trial.Notes) != 0 {
		t.Fatalf("%+v", trial)
	}
	want := planKnown().Actions[0].Details
	want.Title = "Supervise every four weeks"
	c := trial.Changes[0]
	if diff := cmp.Diff(readiness.PlanChange{Row: 2, ActionID: "a-1", Title: "Supervise each month", Seq: 4, Details: want, Changed: []string{"the title"}}, c, dates); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}

	s, m = planSheet("reference=S3|title=Supervise each month")
	if trial := s.Try(m, planKnown()); trial.Same != 1 || trial.Confirmed() != 0 || len(trial.Bad) != 0 {
		t.Errorf("a second time: %+v", trial)
	}

	s, m = planSheet("reference=S3|owner=Nobody|sponsor=Tom Reilly|due=29 June 2027|start=soon|area=North")
	notes := []readiness.PlanFault{{2, []string{"It names another owner.", "It names another sponsor.", "Its start cannot be read.", "Its due date is 29 June 2027 in the sheet, and 28 May 2027 here.", "It names another area."}}}
	if trial := s.Try(m, planKnown()); !cmp.Equal(trial.Notes, notes) || trial.Same != 1 {
		t.Errorf("%s", cmp.Diff(notes, trial.Notes))
	}
}

// TestPlanTextsAreAsLongAsTheFormTakes compares what a row may hold with the rules of the form: a longer text would be refused by the run.
func TestPlanTextsAreAsLongAsTheFormTakes(t *testing.T) {
	t.Parallel()
	details := reflect.TypeFor[readiness.ActionDetails]()
	checked := 0
	for i := range details.NumField() {
		field := details.Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if !slices.ContainsFunc(readiness.PlanFields, func(c readiness.Choice) bool { return c.Code == name }) || slices.Contains([]string{"judgement", "boards", "saving", "hours"}, name) {
			continue
		}
		var most int
		for rule := range strings.SplitSeq(field.Tag.Get("validate"), ",") {
			if _, err := fmt.Sscanf(rule, "max=%d", &most); err == nil {
				break
			}
		}
		for length, bad := range map[int]int{most: 0, most + 1: 1} {
			row := goodRow + "|" + name + "=" + long(length)
			if name == "benefit" {
				row += "|saving=100"
			}
			s, m := planSheet(row)
			if trial := s.Try(m, planKnown()); most == 0 || len(trial.Bad) != bad {
				t.Errorf("%s with %d characters: %+v", name, length, trial.Bad)
			}
		}
		checked++
	}
	if checked != 10 {
		t.Errorf("%d texts were compared", checked)
	}
}
