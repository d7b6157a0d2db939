package web_test

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/frameworks"
	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/web"
)

func TestWhatPackPagesSay(t *testing.T) {
	t.Parallel()
	in, says, saysNot, counts := htmlcheck.In, htmlcheck.Says, htmlcheck.SaysNot, htmlcheck.Counts
	samplesSay(t, map[string][]htmlcheck.Check{
		"focus areas/improvement lead": {
			in("main", says("Care leavers anyshire-care-leavers-2027 From 1 April 2027 Not in force yet"), says("From 1 April 2026 In force today"), says("From 1 April 2024 A newer version is in force"), says("The council’s own, brought in by Iris Lowe on"), says("Comes with Sightline 2 parts for the council to confirm")),
			in("main", says("2 lines of enquiry, 1 statement, 2 red flags and 1 section of the audit form"), says("Monitoring visit, begun by Iris Lowe"), counts("a[href=/focus-areas/import]", 1), counts("a[href=/run-ups/standard-2026]", 1)),
		},
		"focus areas/member": {counts("a[href=/focus-areas/import]", 0), in("main", saysNot("Drafts"))},
		"focus areas/empty":  {in("main", says("The library is empty."))},
		"focus area/improvement lead": {
			in("main", says("No contact for more than 8 weeks Council to confirm"), says("No contact for more than the threshold, in weeks. Threshold: 8"), says("No personal adviser is named"), says("CLE2 Is there a current pathway plan? Council to confirm"), says("The child’s voice and lived experience"), says("Care leavers: list 9"), saysNot("Change")),
			in("#to-confirm", says("“Council to confirm” stands at 2 parts.")), counts("a[href=/focus-areas/care-leavers-2026/clone]", 1), counts("a[href=/focus-areas/care-leavers-2026/focus-area.yaml]", 1),
		},
		"focus area/the council’s own": {in("main", saysNot("the inspectorate’s own wording"), says("Copied from care-leavers-2026.")), counts("a[href=/focus-areas/anyshire-care-leavers-2027/clone]", 0)},
		"run-up/monitoring, lead": {
			in("main", says("8 steps. Inspectors are on site for 2 working days, and the letter or report is expected 22 working days later"), says("Assistant director, one for each focus area Council to confirm")),
			in("main", says("12 weeks before the visit"), says("60 working days before"), says("The last week before the visit"), says("On site"), says("Day 1 on site"), says("The last day on site"), says("The first week after the visit"), says("18 weeks after the visit"),
				says("The first week after the letter"), says("The day it is received"), says("2 weeks after the letter"), says("6 working days after")),
			in("main", says("in each focus area"), says("Closes on: A signature of somebody else"), says("3 working days before Left out at short notice")), counts("a[href=/run-ups/monitoring-2026/clone]", 1),
		},
		"run-up/standard, member":           {in("main", says("The call and the days after it"), says("The day of the call"), says("1 working day after the call"), says("Day 5 on site")), counts("a[href=/run-ups/standard-2026/clone]", 0)},
		"focus area draft/a copy":           {in("main", says("Nothing is wrong with it."), says("Bring it into the library")), counts("a[href=/focus-area-drafts/0195a1b2-0000-7000-8000-00000000000e/lines?code=checklist]", 1), counts("a[href=/focus-area-drafts/0195a1b2-0000-7000-8000-00000000000e/flag?code=no_contact]", 1), counts("a[href=/focus-area-drafts/0195a1b2-0000-7000-8000-00000000000e/section]", 1)},
		"focus area draft/a run-up":         {in("main", says("Draft of a run-up"), says("Who holds which part is changed in the file")), counts("a[href=/focus-area-drafts/0195a1b2-0000-7000-8000-00000000000e/step?code=hold_mock]", 1)},
		"focus area draft/much is wrong":    {in("main", says("Line 3 “in April” is not a date."), says("Line 9 The threshold of no_contact must be between 1 and 52."), says("The whole The code care-leavers-2026 is in the library already."), says("young-carers.yaml"), saysNot("Bring it into the library"), saysNot("Change these lines"))},
		"focus area lines/filled":           {htmlcheck.Value("part", "enquiries"), in("#lines", says("CLE1 Do we know where")), in("main", saysNot("Take it out of the draft"))},
		"focus area lines/refused: a child": {in("main", says("This holds what looks like a date of birth in the lines."))},
		"red flag/change":                   {htmlcheck.Value("threshold", "8"), counts("option[value=no_contact_weeks][selected]", 1), in("main", says("Take it out of the draft"))},
		"red flag/add":                      {in("main", saysNot("Take it out of the draft"))},
		"run-up step/change":                {htmlcheck.Value("days", "60"), counts("input[value=before][checked]", 1), counts("option[value=focus_lead][selected]", 1), counts("input[name=per_focus][checked]", 1), in("main", says("Take it out of the draft"))},
	})
}

// TestShippedPacksSayNoForbiddenWord: what the program comes with stands on pages too.
func TestShippedPacksSayNoForbiddenWord(t *testing.T) {
	t.Parallel()
	pages := map[string]web.Page{}
	for _, p := range frameworks.Packs() {
		pages[p.Code] = web.PackPage{PackBody: web.PackBody{Pack: p}}
	}
	for _, r := range frameworks.RunUps() {
		pages[r.Code] = web.RunUpPage{RunUpBody: web.RunUpBody{RunUp: r}}
	}
	for code, page := range pages {
		html := drawn(t, page)
		htmlcheck.Page(t, html)
		said := strings.ToLower(htmlcheck.Text(t, html, "main"))
		for _, word := range forbidden {
			if word.MatchString(said) {
				t.Errorf("%s says %q", code, word)
			}
		}
	}
}

// packDesk keeps one draft by the real rules, and what was brought in.
type packDesk struct {
	packShelf
	draft   readiness.PackDraft
	brought []string
}

var packsTaken = []string{"care-leavers-2026", "monitoring-2026"}

func (d *packDesk) keep(f readiness.PackFile) string {
	d.draft = readiness.PackDraft{ID: importID, By: "Iris Lowe", At: now, Seq: d.draft.Seq + 1, File: f, Problems: f.Check(packsTaken)}
	return importID
}

func (d *packDesk) KeepPackDraft(_ context.Context, f readiness.PackFile, _ readiness.Asked) (string, error) {
	return d.keep(f), nil
}

func (d *packDesk) ClonePack(ctx context.Context, code string, c readiness.ClonePack, _ readiness.Asked) (string, error) {
	p, err := d.Pack(ctx, code)
	if err == nil {
		err = c.Check(packsTaken)
	}
	if err != nil {
		return "", err
	}
	return d.keep(c.Of(p)), nil
}

func (d *packDesk) CloneRunUp(ctx context.Context, code string, c readiness.CloneRunUp, _ readiness.Asked) (string, error) {
	r, err := d.RunUp(ctx, code)
	if err == nil {
		err = c.Check(packsTaken)
	}
	if err != nil {
		return "", err
	}
	return d.keep(c.Of(r)), nil
}

func (d *packDesk) PackDraft(_ context.Context, id string) (readiness.PackDraft, error) {
	if id != d.draft.ID {
		return readiness.PackDraft{}, errNone
	}
	return d.draft, nil
}

func (d *packDesk) PackDrafts(context.Context) ([]readiness.PackDraft, error) {
	return []readiness.PackDraft{d.draft}, nil
}

func (d *packDesk) ChangePackDraft(_ context.Context, _ string, c readiness.PackChange, asked readiness.Asked) error {
	if asked.IfSeq != 0 && asked.IfSeq != d.draft.Seq {
		return readiness.Errorf(readiness.Conflict, "Somebody has changed the draft since you opened this page.")
	}
	f, err := c.Change(d.draft.File)
	if err == nil {
		d.keep(f)
	}
	return err
}

func (d *packDesk) FinishPackDraft(context.Context, string, readiness.Asked) (readiness.PackFile, error) {
	if err := d.draft.Check(); err != nil {
		return readiness.PackFile{}, err
	}
	d.brought = append(d.brought, d.draft.File.Code())
	return d.draft.File, nil
}

func (d *packDesk) DropPackDraft(context.Context, string, readiness.Asked) error {
	d.draft = readiness.PackDraft{}
	return nil
}

func newPackDesk(t *testing.T) (*packDesk, visitor) {
	t.Helper()
	d, s := &packDesk{}, newServer()
	s.Packs, s.PackDrafts = d, d
	return d, visit(t, s, "improvement_lead")
}

const packDraftAt = "/focus-area-drafts/" + importID

// saves posts a part of the draft and wants to be sent back to it.
func (v visitor) saves(part string, form url.Values) {
	v.t.Helper()
	form.Set("command_id", part)
	if status, page, to := v.post(packDraftAt+"/"+part, form); status != http.StatusSeeOther || to != packDraftAt {
		v.t.Errorf("%s: %d to %q: %s", part, status, to, page)
	}
}

// TestOwnFocusArea walks a copy from the library through its changes and back into it.
func TestOwnFocusArea(t *testing.T) {
	t.Parallel()
	d, lead := newPackDesk(t)
	form := url.Values{"command_id": {"c-1"}, "code": {"monitoring-2026"}, "name": {"Young carers"}, "focus": {"young_carers"}, "from-day": {"1"}, "from-month": {"4"}, "from-year": {"2027"}}
	if status, page, _ := lead.post("/focus-areas/care-leavers-2026/clone", form); status != http.StatusUnprocessableEntity || !strings.Contains(page, "is in the library already") {
		t.Errorf("a code that is taken: %d", status)
	}
	form.Set("code", "young-carers-2027")
	if status, page, to := lead.post("/focus-areas/care-leavers-2026/clone", form); status != http.StatusSeeOther || to != packDraftAt {
		t.Fatalf("%d to %q: %s", status, to, page)
	}
	_, page, _ := lead.get(packDraftAt + "/lines?code=checklist")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.Counts("input[name=if_seq][value=1]", 1), htmlcheck.In("#lines", htmlcheck.Says("CLK1 List 9 agrees")))
	lines := url.Values{"command_id": {"c-2"}, "if_seq": {"1"}, "part": {"checklist"}, "lines": {"CLK1 Every child, NHS 943 476 5919, is known"}}
	if status, page, _ := lead.post(packDraftAt+"/lines?code=checklist", lines); status != http.StatusUnprocessableEntity || !strings.Contains(page, "an NHS number in the lines") {
		t.Errorf("a child's number: %d", status)
	}
	lines.Set("lines", "CLK1 Every young carer is known\r\nThey have a break")
	lead.saves("lines", lines)
	if status, page, _ := lead.post(packDraftAt+"/lines?code=checklist", lines); status != http.StatusConflict || !strings.Contains(page, "Somebody has changed the draft") {
		t.Errorf("behind: %d", status)
	}
	flag := url.Values{"code": {"no_contact"}, "name": {"No contact for more than %d weeks"}, "rule": {"no_contact_weeks"}, "threshold": {"99"}, "why": {"It matters."}}
	if status, page, _ := lead.post(packDraftAt+"/flag?code=no_contact", flag); status != http.StatusUnprocessableEntity || !strings.Contains(page, "must be between 1 and 52") {
		t.Errorf("a threshold of 99: %d", status)
	}
	flag.Set("threshold", "4")
	lead.saves("flag", flag)
	lead.saves("flag", url.Values{"name": {"Not in touch now"}, "rule": {"not_in_touch"}, "threshold": {""}, "why": {"It matters."}})
	lead.saves("section", url.Values{"name": {"The break"}, "lines": {"Was there one?"}})
	lead.saves("remove", url.Values{"part": {"flag"}, "code": {"closed_early"}})
	lead.saves("name", url.Values{
		"code": {"young-carers-2027"}, "name": {"Young carers"}, "focus": {"young_carers"}, "cohort": {"other"}, "from-day": {"1"}, "from-month": {"9"}, "from-year": {"2027"},
	})
	_, page, _ = lead.get(packDraftAt)
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says("12 lines of enquiry, 2 statements, 9 red flags"), htmlcheck.Says("CLK1 Every young carer is known CLK11 They have a break"), htmlcheck.Says("No contact for more than 4 weeks"),
		htmlcheck.Says("Not in touch now"), htmlcheck.Says("The break"), htmlcheck.Says("It holds from 1 September 2027."), htmlcheck.Says("A list of references")))
	for _, gone := range []string{"/flag?code=closed_early", "/section?code=gone", "/step", "/lines?code=flags"} {
		if status, _, _ := lead.get(packDraftAt + gone); status != http.StatusNotFound {
			t.Errorf("%s: %d", gone, status)
		}
	}
	if status, _, _ := lead.post(packDraftAt+"/remove", url.Values{"command_id": {"c-9"}, "part": {"name"}}); status != http.StatusNotFound {
		t.Errorf("removing its name: %d", status)
	}
	if status, _, to := lead.post(packDraftAt+"/finish", url.Values{"command_id": {"c-6"}}); status != http.StatusSeeOther || to != "/focus-areas/young-carers-2027" || !slices.Equal(d.brought, []string{"young-carers-2027"}) {
		t.Errorf("finished: %d to %q", status, to)
	}
	if status, _, to := lead.post(packDraftAt+"/discard", url.Values{"command_id": {"c-7"}}); status != http.StatusSeeOther || to != "/focus-areas" || d.draft.ID != "" {
		t.Errorf("thrown away: %d to %q", status, to)
	}
}

// TestOwnRunUp changes a copy of a run-up.
func TestOwnRunUp(t *testing.T) {
	t.Parallel()
	d, lead := newPackDesk(t)
	form := url.Values{"command_id": {"c-1"}, "code": {"own-monitoring"}, "name": {"Our visits"}, "from-day": {"1"}, "from-month": {"4"}, "from-year": {""}}
	if status, page, _ := lead.post("/run-ups/monitoring-2026/clone", form); status != http.StatusUnprocessableEntity || !strings.Contains(page, "year") {
		t.Errorf("without a year: %d", status)
	}
	form.Set("from-year", "2027")
	if status, _, to := lead.post("/run-ups/monitoring-2026/clone", form); status != http.StatusSeeOther || to != packDraftAt {
		t.Fatalf("%d to %q", status, to)
	}
	step := url.Values{
		"name": {"Read the last letter aloud"}, "days": {"61"}, "when": {"before"}, "anchor": {"call"}, "slot": {"lead"}, "gate": {"evidence"}, "shows": {"Who was there"}, "short": {"drop"},
	}
	if status, page, _ := lead.post(packDraftAt+"/step", step); status != http.StatusUnprocessableEntity || !strings.Contains(page, "begins with none") || !strings.Contains(page, "Read the last letter aloud") {
		t.Errorf("from a call: %d", status)
	}
	step.Set("anchor", "visit")
	lead.saves("step", step)
	lead.saves("remove", url.Values{"part": {"step"}, "code": {"hold_mock"}})
	lead.saves("name", url.Values{
		"code": {"own-monitoring"}, "name": {"Our visits"}, "kind": {"focused"}, "days": {"3"}, "letter": {"20"}, "from-day": {"1"}, "from-month": {"9"}, "from-year": {"2027"},
	})
	_, page, _ := lead.get(packDraftAt)
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says("Focused visit. 38 steps. Inspectors are on site for 3 working days"), htmlcheck.Says("13 weeks before the visit"), htmlcheck.Says("Read the last letter aloud"), htmlcheck.SaysNot("Hold a mock visit")))
	if status, _, to := lead.post(packDraftAt+"/finish", url.Values{"command_id": {"c-6"}}); status != http.StatusSeeOther || to != "/run-ups/own-monitoring" || len(d.brought) != 1 {
		t.Errorf("finished: %d to %q", status, to)
	}
}

// TestFocusAreaFromAFile downloads one, breaks it, chooses it, and mends it.
func TestFocusAreaFromAFile(t *testing.T) {
	t.Parallel()
	d, lead := newPackDesk(t)
	files := map[string]string{}
	for path, begins := range map[string]string{"/focus-areas/missing-2026/focus-area.yaml": "code: missing-2026", "/run-ups/short-2026/run-up.yaml": "code: short-2026"} {
		status, body, _ := lead.get(path)
		if status != http.StatusOK || !strings.HasPrefix(body, begins) {
			t.Errorf("%s: %d", path, status)
		}
		files[path] = body
	}
	if status, page, _ := lead.send("/focus-areas/import", map[string]string{"command_id": commandID}, nil); status != http.StatusUnprocessableEntity || !strings.Contains(page, "Choose one YAML file") {
		t.Errorf("no file: %d", status)
	}
	if status, page, _ := lead.send("/focus-areas/import", map[string]string{"command_id": commandID}, map[string][]byte{"a.csv": []byte("a,b")}); status != http.StatusUnprocessableEntity || !strings.Contains(page, "brought in as a YAML file") {
		t.Errorf("a csv file: %d", status)
	}
	send := func(text string) string {
		status, page, to := lead.send("/focus-areas/import", map[string]string{"command_id": commandID}, map[string][]byte{"own.yaml": []byte(text)})
		if status != http.StatusSeeOther || to != packDraftAt {
			t.Fatalf("%d to %q: %s", status, to, page)
		}
		_, page, _ = lead.get(to)
		htmlcheck.Page(t, page)
		return page
	}
	page := send(strings.Replace(files["/run-ups/short-2026/run-up.yaml"], "slot: lead", "slot: lad", 1))
	htmlcheck.Has(t, page, htmlcheck.In("#wrong", htmlcheck.Says("What is wrong (1)")), htmlcheck.In("main", htmlcheck.Says("is not among the run-up’s slots"), htmlcheck.Says("Short inspection")))
	if status, page, _ := lead.post(packDraftAt+"/finish", url.Values{"command_id": {"c-8"}}); status != http.StatusUnprocessableEntity || !strings.Contains(page, "The run-up was not brought in.") || len(d.brought) > 0 {
		t.Errorf("brought in all the same: %d", status)
	}
	own := strings.Replace(files["/focus-areas/missing-2026/focus-area.yaml"], "code: missing-2026", "code: anyshire-missing", 1)
	htmlcheck.Has(t, send(own), htmlcheck.In("p.govuk-body-l", htmlcheck.Says("Nothing is wrong with it.")))
	if status, body, _ := lead.get(packDraftAt + "/draft.yaml"); status != http.StatusOK || !strings.HasPrefix(body, "code: anyshire-missing") {
		t.Errorf("the draft as a file: %d", status)
	}
}

func TestFocusAreasThatAreNotThere(t *testing.T) {
	t.Parallel()
	_, lead := newPackDesk(t)
	for _, path := range []string{"/focus-areas/none", "/focus-areas/none/focus-area.yaml", "/focus-areas/none/clone", "/run-ups/none", "/run-ups/none/run-up.yaml", "/run-ups/none/clone", "/focus-area-drafts/none", "/focus-area-drafts/none/name", "/focus-area-drafts/none/lines"} {
		if status, _, _ := lead.get(path); status != http.StatusNotFound {
			t.Errorf("%s: %d", path, status)
		}
	}
}
