package readiness_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/sightline-readiness/sightline/readiness"
)

// sealed is a published cycle as it is sealed: three criteria with their texts, five signatures.
func sealed(t testing.TB) readiness.SealedCycle {
	t.Helper()
	x, now := assessmentIn(t, readiness.AssessmentSigning)
	d := readiness.SealedCycle{Assessment: x.ID, Name: x.Name, Kind: x.Kind, Framework: readiness.Framework{Code: x.Framework, Name: "ILACS"}}
	for _, code := range []string{"HP01", "HP02", "LM01"} {
		body, err := readiness.AppraisalText{Assessment: x.ID, Criterion: code, Number: 1, Know: "Visits are on time.", Grade: "good"}.Canonical()
		if err != nil {
			t.Fatal(err)
		}
		c := said(code, 20, readiness.AppraisalAgreed)
		c.SHA256 = readiness.SHA256(body)
		x = hears(t, x, c, now)
		d.Criteria = append(d.Criteria, readiness.SealedCriterion{Code: code, Body: string(body), SHA256: c.SHA256, Grade: "good", Agreed: "good"})
	}
	x = signedByAll(t, x, now)
	d.PublishedOn, d.Sections, d.Contents = x.PublishedOn, x.Sections, x.Contents("")
	for _, s := range x.Signatures {
		d.Signatures = append(d.Signatures, readiness.SealedSignature{Signature: s, Name: signers[s.Part].Name})
	}
	return d
}

// reread is a sealed document as it comes back from the ledger: a copy of its own.
func reread(t testing.TB, d readiness.SealedCycle) readiness.SealedCycle {
	t.Helper()
	body, err := d.Canonical()
	if err != nil {
		t.Fatal(err)
	}
	again, err := readiness.ReadSealed(body)
	if err != nil {
		t.Fatal(err)
	}
	return again
}

// TestSealedIsReadAgain: what comes back is byte for byte what was sealed, verifies, and has its texts in it.
func TestSealedIsReadAgain(t *testing.T) {
	t.Parallel()
	d := sealed(t)
	again := reread(t, d)
	first, err := d.Canonical()
	if err != nil {
		t.Fatal(err)
	}
	second, err := again.Canonical()
	if err != nil || !bytes.Equal(first, second) {
		t.Errorf("sealed\n%s\nread again\n%s\n%v", first, second, err)
	}
	if wrong := again.Verify(); len(wrong) > 0 {
		t.Errorf("got %q", wrong)
	}
	if text, err := again.Criteria[0].Text(); err != nil || text.Know != "Visits are on time." {
		t.Errorf("got %+v, %v", text, err)
	}
	for _, broken := range []string{"", "{", `{"criteria": 1}`} {
		if _, err := readiness.ReadSealed([]byte(broken)); err == nil {
			t.Errorf("%q was read", broken)
		}
		if _, err := (readiness.SealedCriterion{Body: broken}).Text(); err == nil && broken != `{"criteria": 1}` {
			t.Errorf("%q was read as a text", broken)
		}
	}
}

func TestVerifySaysWhatDoesNotFit(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		forge func(*readiness.SealedCycle)
		says  string
	}{
		"another text": {func(d *readiness.SealedCycle) { d.Criteria[1].Body += " " }, "The text of HP02 is not the one"},
		"another text and its hash": {func(d *readiness.SealedCycle) {
			d.Criteria[1].Body, d.Criteria[1].SHA256 = "{}", readiness.SHA256([]byte("{}"))
		}, "The text or the grade of HP02"},
		"a text that is gone": {func(d *readiness.SealedCycle) { d.Criteria = d.Criteria[:2] }, "The text of LM01 is missing"},
		"a text twice": {func(d *readiness.SealedCycle) {
			forged := d.Criteria[0]
			forged.Body, forged.SHA256 = "{}", readiness.SHA256([]byte("{}"))
			d.Criteria = append([]readiness.SealedCriterion{forged}, d.Criteria...)
		}, "There are two texts of HP01"},
		"a text that nobody signed": {func(d *readiness.SealedCycle) {
			d.Criteria = append(d.Criteria, readiness.SealedCriterion{Code: "HP99", Body: "{}", SHA256: readiness.SHA256([]byte("{}"))})
		}, "There are texts that nobody signed"},
		"another grade": {func(d *readiness.SealedCycle) { d.Criteria[0].Agreed = "outstanding" }, "The text or the grade of HP01"},
		"another grade throughout": {func(d *readiness.SealedCycle) {
			d.Criteria[0].Agreed, d.Sections[0].Criteria[0].Agreed = "outstanding", "outstanding"
		}, "The list of contents"},
		"another area's grade":     {func(d *readiness.SealedCycle) { d.Sections[1].Grade = "outstanding" }, "The signature of other head (LEAD)"},
		"another area's reason":    {func(d *readiness.SealedCycle) { d.Sections[0].Why += "!" }, "The signature of head (HELP)"},
		"another list of contents": {func(d *readiness.SealedCycle) { d.Contents += " " }, "The list of contents"},
		"another framework":        {func(d *readiness.SealedCycle) { d.Framework.Code = "ilacs-2023" }, "The signature of dcs"},
		"a signature that is gone": {func(d *readiness.SealedCycle) { d.Signatures = d.Signatures[:4] }, "The signature of lead_member is missing"},
		"another signature":        {func(d *readiness.SealedCycle) { d.Signatures[3].SHA256 = hashOf(1) }, "The signature of dcs (dcs)"},
		"a signature of no part": {func(d *readiness.SealedCycle) {
			mayor := d.Signatures[4]
			mayor.Part, mayor.Name = "mayor", "mayor"
			d.Signatures = append(d.Signatures, mayor)
		}, "The signature of mayor (mayor)"},
	} {
		d := reread(t, sealed(t))
		c.forge(&d)
		if wrong := d.Verify(); !slices.ContainsFunc(wrong, func(s string) bool { return strings.Contains(s, c.says) }) {
			t.Errorf("%s: got %q, want %q", name, wrong, c.says)
		}
	}
}

// TestVerifyFindsEveryByte: one byte of a text, a hash, a grade, a reason, a signature or the list of contents is another, and somebody is told.
func TestVerifyFindsEveryByte(t *testing.T) {
	t.Parallel()
	whole := sealed(t)
	rapid.Check(t, func(rt *rapid.T) {
		d := reread(t, whole)
		places := []*string{&d.Contents}
		for i := range d.Criteria {
			c := &d.Criteria[i]
			places = append(places, &c.Code, &c.Body, &c.SHA256, &c.Agreed)
		}
		for i := range d.Sections {
			s := &d.Sections[i]
			places = append(places, &s.Code, &s.Grade, &s.Why)
			for j := range s.Criteria {
				places = append(places, &s.Criteria[j].Code, &s.Criteria[j].SHA256, &s.Criteria[j].Agreed)
			}
		}
		for i := range d.Signatures {
			places = append(places, &d.Signatures[i].Part, &d.Signatures[i].SHA256)
		}
		at := places[rapid.IntRange(0, len(places)-1).Draw(rt, "place")]
		bytes := []byte(*at)
		bytes[rapid.IntRange(0, len(bytes)-1).Draw(rt, "byte")] ^= byte(rapid.IntRange(1, 127).Draw(rt, "bits"))
		if *at = string(bytes); len(d.Verify()) == 0 {
			rt.Fatalf("nobody noticed %q", *at)
		}
	})
}

// TestCanonicalTextIsTheSameEverywhere: its bytes are written down in docs/operating.md as a recipe, so they must not change. Nothing that need not be is
// escaped, and what is empty is a list.
func TestCanonicalTextIsTheSameEverywhere(t *testing.T) {
	t.Parallel()
	body, err := readiness.AppraisalText{Assessment: "a", Criterion: "HP01", Framework: "f", Number: 2, Know: "<b>Visits & calls</b> “on time”\n", Grade: "good", Confidence: "high"}.Canonical()
	want := `{"assessment":"a","criterion":"HP01","framework":"f","number":2,"know":"<b>Visits & calls</b> “on time”\n","how":"","next":"","impact":"","weakness":"","figures":"",` +
		`"grade":"good","confidence":"high","up":"","down":"","evidence":[],"actions":[]}` + "\n"
	if err != nil || string(body) != want {
		t.Errorf("got\n%s\nwant\n%s", body, want)
	}
}

// TestBlindTextSaysNothingOfTheGrade: a challenger reads every text but what speaks of the grade.
func TestBlindTextSaysNothingOfTheGrade(t *testing.T) {
	t.Parallel()
	form := readiness.WriteAppraisal{
		Know: "k", How: "h", Next: "n", Impact: "i", Weakness: "w", Figures: "f", Grade: "good", Confidence: "high", Up: "more visits", Down: "fewer",
	}
	blind, err := form.Text().Blind().Canonical()
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"good", "high", "more visits", "fewer"} {
		if strings.Contains(string(blind), word) {
			t.Errorf("%q is in %s", word, blind)
		}
	}
	if prose := form.Text().Blind().Prose(); len(prose) != 6 {
		t.Errorf("a challenger reads %v", prose)
	}
	if again := form.Text().Form(); again != form {
		t.Errorf("the form again: %+v, want %+v", again, form)
	}
}
