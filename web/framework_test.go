package web_test

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/frameworks"
	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

func TestWhatFrameworkPagesSay(t *testing.T) {
	t.Parallel()
	in, says, saysNot, counts := htmlcheck.In, htmlcheck.Says, htmlcheck.SaysNot, htmlcheck.Counts
	samplesSay(t, map[string][]htmlcheck.Check{
		"frameworks/improvement lead": {
			in("main", says("From 1 April 2026. In force today"), says("1 January 2023 to 31 March 2026"), says("15 parts for the council to confirm"), says("The council’s own, brought in by Iris Lowe on"), says("Comes with Sightline")),
			in("main", says("Anyshire’s own from April 2027, begun by Iris Lowe"), counts("a[href=/frameworks/import]", 1), counts("a[href=/frameworks/ilacs-2026/clone]", 1)),
		},
		"frameworks/member": {counts("a[href=/frameworks/import]", 0), in("main", saysNot("Drafts"))},
		"frameworks/empty":  {in("main", says("The library is empty."))},
		"framework/improvement lead": {
			in("main", says("3 criteria in 2 judgement areas. From 1 April 2026."), says("LM13 Resources protect practice, and savings do not raise risk Council to confirm"), says("Outcome 1, Enabler 2"), says("Key lines of enquiry in 2026")),
			in("#to-confirm", says("“Council to confirm” stands at 3 parts")), counts("a[href=/frameworks/ilacs-2023/crosswalk/ilacs-2026]", 1), counts("a[href=/frameworks/ilacs-2026/crosswalk/anyshire-2027]", 1),
			counts("a[href=/frameworks/ilacs-2026/clone]", 1), in("main", saysNot("Add a criterion")),
		},
		"framework/with overall, member": {in("main", says("Overall effectiveness Council to confirm It has no criteria of its own"), says("1 January 2023 to 31 March 2026")), counts("a[href=/frameworks/ilacs-2023/clone]", 0)},
		"framework/the council’s own":    {in("main", saysNot("The wording of every criterion is ours"), says("Copied from ilacs-2026."))},
		"framework crosswalk/some changed": {
			in("p.govuk-body-l", says("Of the criteria, 1 is the same, 1 has changed, 1 is new and 1 is gone.")), in("#areas", says("“Overall effectiveness” is no longer judged.")),
			in("main", says("HP11 Drift is prevented: long child in need"), says("Before: Drift is prevented"), says("HP99 Notifications are kept in a book"), says("New (1)"), says("Gone (1)")), in("#same", says("LM01")),
		},
		"framework crosswalk/all the same": {in("p.govuk-body-l", says("3 are the same, 0 have changed")), in("main", says("Changed (0)"), says("None."), htmlcheck.Lacks("#areas"))},
		"framework import/empty":           {counts("input[type=file]", 1), counts("a[href=/frameworks/ilacs-2026/framework.yaml]", 1), counts("a[href=/frameworks/empty.xlsx]", 1)},
		"framework draft/a copy": {
			in("p.govuk-body-l", says("Nothing is wrong with it.")), in("main", says("3 are the same"), says("Bring it into the library"), says("Once it is in the library it never changes.")), counts("a[href=/framework-drafts/0195a1b2-0000-7000-8000-00000000000d/criterion?code=LM01]", 1),
			counts("a[href=/framework-drafts/0195a1b2-0000-7000-8000-00000000000d/criterion?area=HELP]", 1),
		},
		"framework draft/changed": {in("main", says("1 is the same, 1 has changed, 1 is new and 1 is gone"), says("Before: Drift is prevented: long"), says("HP23 Families tell us that they were helped early"))},
		"framework draft/much is wrong": {
			in("p.govuk-body-l", says("5 things are wrong with it, so it cannot be brought in yet.")), in("main", says("Framework, row 6 “in April” is not a date."), says("Criteria, row 4 The code HP01 is there twice"), says("The whole The framework’s name is missing."), says("framework.xlsx"),
				says("leads from ilacs-1999, which is no framework in the library"), saysNot("Bring it into the library"), saysNot("Change its name"), saysNot("Add a criterion")),
		},
		"criterion/change":             {counts("input[name=code][value=HP11]", 2), counts("option[value=HELP][selected]", 1), counts("input[value=outcome_1][checked]", 1), in("main", says("Take it out of the draft"))},
		"criterion/add":                {htmlcheck.Value("new", "yes"), in("main", saysNot("Take it out of the draft"))},
		"criterion/refused: a child’s": {in("main", says("This holds what looks like a date of birth in the criterion."))},
	})
}

// draftDesk keeps one draft by the real rules, and what was brought in.
type draftDesk struct {
	library
	draft   readiness.FrameworkDraft
	brought []string
}

func (d *draftDesk) keep(f readiness.FrameworkFile) string {
	d.draft = readiness.FrameworkDraft{ID: importID, By: "Iris Lowe", At: now, Seq: d.draft.Seq + 1, File: f}
	d.draft.FrameworkTrial, _ = d.TryFramework(context.Background(), f)
	return importID
}

func (d *draftDesk) KeepFrameworkDraft(_ context.Context, f readiness.FrameworkFile, _ readiness.Asked) (string, error) {
	return d.keep(f), nil
}

func (d *draftDesk) CloneFramework(ctx context.Context, code string, c readiness.CloneFramework, _ readiness.Asked) (string, error) {
	f, err := d.Framework(ctx, code)
	if err == nil {
		err = c.Check(frameworks.Shipped())
	}
	if err != nil {
		return "", err
	}
	return d.keep(c.Of(f)), nil
}

func (d *draftDesk) FrameworkDraft(_ context.Context, id string) (readiness.FrameworkDraft, error) {
	if id != d.draft.ID {
		return readiness.FrameworkDraft{}, errNone
	}
	return d.draft, nil
}

func (d *draftDesk) FrameworkDrafts(context.Context) ([]readiness.FrameworkDraft, error) {
	return []readiness.FrameworkDraft{d.draft}, nil
}

func (d *draftDesk) ChangeFrameworkDraft(_ context.Context, _ string, c readiness.FrameworkChange, asked readiness.Asked) error {
	if asked.IfSeq != 0 && asked.IfSeq != d.draft.Seq {
		return readiness.Errorf(readiness.Conflict, "Somebody has changed the draft since you opened this page.")
	}
	f, err := c.Change(d.draft.File)
	if err == nil {
		d.keep(f)
	}
	return err
}

func (d *draftDesk) FinishFrameworkDraft(context.Context, string, readiness.Asked) (readiness.Framework, error) {
	if err := d.draft.Check(); err != nil {
		return readiness.Framework{}, err
	}
	d.brought = append(d.brought, d.draft.Framework.Code)
	return d.draft.Framework, nil
}

func (d *draftDesk) DropFrameworkDraft(context.Context, string, readiness.Asked) error {
	d.draft = readiness.FrameworkDraft{}
	return nil
}

func newDraftDesk(t *testing.T) (*draftDesk, visitor) {
	t.Helper()
	d, s := &draftDesk{}, newServer()
	s.Frameworks, s.FrameworkDrafts = d, d
	return d, visit(t, s, "improvement_lead")
}

const draftAt = "/framework-drafts/" + importID

// TestOwnVersionOfAFramework walks a copy from the library through its changes and back into it.
func TestOwnVersionOfAFramework(t *testing.T) {
	t.Parallel()
	d, lead := newDraftDesk(t)
	form := url.Values{"command_id": {"c-1"}, "code": {"ilacs-2023"}, "name": {"Our own"}, "from-day": {"1"}, "from-month": {"4"}, "from-year": {"2027"}}
	if status, page, _ := lead.post("/frameworks/ilacs-2026/clone", form); status != http.StatusUnprocessableEntity || !strings.Contains(page, "is in the library already") {
		t.Errorf("a code that is taken: %d", status)
	}
	form.Set("code", "anyshire-2027")
	if status, page, to := lead.post("/frameworks/ilacs-2026/clone", form); status != http.StatusSeeOther || to != draftAt {
		t.Fatalf("%d to %q: %s", status, to, page)
	}
	_, page, _ := lead.get(draftAt)
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says("68 are the same")))

	_, page, _ = lead.get(draftAt + "/criterion?code=HP11")
	htmlcheck.Has(t, page, htmlcheck.Counts("input[name=if_seq][value=1]", 2), htmlcheck.Counts("input[name=confirmed][checked]", 1))
	change := url.Values{"command_id": {"c-2"}, "if_seq": {"1"}, "code": {"HP11"}, "area": {""}, "text": {"Sharper"}}
	if status, page, _ := lead.post(draftAt+"/criterion?code=HP11", change); status != http.StatusUnprocessableEntity || !strings.Contains(page, "Choose the judgement area") || !strings.Contains(page, "Sharper") {
		t.Errorf("without an area: %d", status)
	}
	change.Set("area", "HELP")
	change.Set("text", "Drift is prevented for Anna, NHS 943 476 5919")
	if status, page, _ := lead.post(draftAt+"/criterion?code=HP11", change); status != http.StatusUnprocessableEntity || !strings.Contains(page, "an NHS number in the criterion") {
		t.Errorf("a child's number: %d", status)
	}
	change.Set("text", "Sharper")
	if status, _, to := lead.post(draftAt+"/criterion?code=HP11", change); status != http.StatusSeeOther || to != draftAt {
		t.Errorf("changed: %d to %q", status, to)
	}
	change.Set("command_id", "c-3")
	if status, page, _ := lead.post(draftAt+"/criterion?code=HP11", change); status != http.StatusConflict || !strings.Contains(page, "Somebody has changed the draft") {
		t.Errorf("behind: %d", status)
	}
	add := url.Values{"command_id": {"c-4"}, "new": {"yes"}, "code": {"HP11"}, "area": {"HELP"}, "text": {"Ours"}}
	if status, page, _ := lead.post(draftAt+"/criterion", add); status != http.StatusUnprocessableEntity || !strings.Contains(page, "has a criterion HP11 already") {
		t.Errorf("a known code: %d", status)
	}
	add.Set("code", "HP23")
	lead.post(draftAt+"/criterion", add)
	lead.post(draftAt+"/remove", url.Values{"command_id": {"c-5"}, "code": {"HP20"}})
	_, page, _ = lead.get(draftAt)
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says("66 are the same, 1 has changed, 1 is new and 1 is gone"), htmlcheck.Says("HP23 Ours Council to confirm")))
	if status, _, _ := lead.get(draftAt + "/criterion?code=HP20"); status != http.StatusNotFound {
		t.Errorf("a criterion that is gone: %d", status)
	}
	if status, _, to := lead.post(draftAt+"/finish", url.Values{"command_id": {"c-6"}, "if_seq": {"4"}}); status != http.StatusSeeOther || to != "/frameworks/anyshire-2027" || len(d.brought) != 1 {
		t.Errorf("finished: %d to %q", status, to)
	}
	if status, _, to := lead.post(draftAt+"/discard", url.Values{"command_id": {"c-7"}}); status != http.StatusSeeOther || to != "/frameworks" || d.draft.ID != "" {
		t.Errorf("thrown away: %d to %q", status, to)
	}
}

// TestFrameworkFromAFile downloads a version, breaks it, chooses it, and mends it.
func TestFrameworkFromAFile(t *testing.T) {
	t.Parallel()
	d, lead := newDraftDesk(t)
	for path, begins := range map[string]string{"/frameworks/ilacs-2026/framework.yaml": "code: ilacs-2026", "/frameworks/ilacs-2026/framework.xlsx": "PK", "/frameworks/empty.xlsx": "PK"} {
		if status, body, _ := lead.get(path); status != http.StatusOK || !strings.HasPrefix(body, begins) {
			t.Errorf("%s: %d", path, status)
		}
	}
	_, yaml, _ := lead.get("/frameworks/ilacs-2026/framework.yaml")
	if !strings.Contains(yaml, "from: ilacs-2023") {
		t.Error("the crosswalk does not travel with it")
	}
	if status, page, _ := lead.send("/frameworks/import", map[string]string{"command_id": commandID}, nil); status != http.StatusUnprocessableEntity || !strings.Contains(page, "Choose one Excel workbook") {
		t.Errorf("no file: %d", status)
	}
	for name, body := range map[string][]byte{"a.yaml": []byte("code: [a"), "a.csv": []byte("a,b"), "big.yaml": bytes.Repeat([]byte("a"), 3<<20)} {
		status, page, _ := lead.send("/frameworks/import", map[string]string{"command_id": commandID}, map[string][]byte{name: body})
		if status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", name, status)
		}
		htmlcheck.Page(t, page)
	}
	send := func(text string) string {
		status, page, to := lead.send("/frameworks/import", map[string]string{"command_id": commandID}, map[string][]byte{"own.yaml": []byte(text)})
		if status != http.StatusSeeOther || to != draftAt {
			t.Fatalf("%d to %q: %s", status, to, page)
		}
		_, page, _ = lead.get(to)
		htmlcheck.Page(t, page)
		return page
	}
	page := send(strings.Replace(yaml, "code: HP02", "code: HP01", 1))
	htmlcheck.Has(t, page, htmlcheck.In("#wrong", htmlcheck.Says("What is wrong (")), htmlcheck.In("main", htmlcheck.Says("Line 1 A framework with the code ilacs-2026 is in the library already."), htmlcheck.Says("The code HP01 is there twice")))
	if status, page, _ := lead.post(draftAt+"/finish", url.Values{"command_id": {"c-8"}}); status != http.StatusUnprocessableEntity || !strings.Contains(page, "The framework was not brought in.") || len(d.brought) > 0 {
		t.Errorf("brought in all the same: %d", status)
	}
	page = send(strings.Replace(yaml, "code: ilacs-2026", "code: anyshire-2027", 1))
	htmlcheck.Has(t, page, htmlcheck.In("p.govuk-body-l", htmlcheck.Says("Nothing is wrong with it.")))
	if status, body, _ := lead.get(draftAt + "/framework.yaml"); status != http.StatusOK || !strings.HasPrefix(body, "code: anyshire-2027") {
		t.Errorf("the draft as a file: %d", status)
	}
}

func TestFrameworksThatAreNotThere(t *testing.T) {
	t.Parallel()
	_, lead := newDraftDesk(t)
	for _, path := range []string{"/frameworks/ilacs-1999", "/frameworks/ilacs-1999/framework.xlsx", "/frameworks/ilacs-1999/clone", "/frameworks/ilacs-2026/crosswalk/ilacs-2023", "/framework-drafts/none", "/framework-drafts/none/criterion"} {
		if status, _, _ := lead.get(path); status != http.StatusNotFound {
			t.Errorf("%s: %d", path, status)
		}
	}
	_, page, _ := lead.get("/frameworks/ilacs-2023/crosswalk/ilacs-2026")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says("66 are the same, 1 has changed, 1 is new and 0 are gone")))
}
