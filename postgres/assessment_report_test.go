package postgres_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

// publish brings a cycle to its last signature, and seals it.
func (c *cycling) publish() {
	c.t.Helper()
	c.agree()
	for _, s := range []struct{ part, by string }{{"A", c.head}, {string(readiness.AssistantDirector), c.assistant}, {string(readiness.Director), c.director}, {string(readiness.LeadMember), c.lord}} {
		c.must(c.sign(s.part, s.by))
	}
	c.must(c.SealAssessment(c.t.Context(), c.cycle.ID))
}

// TestReportOfACycleUnderWay: the report hides what the pages hide, and a peer finds no evidence in it.
func TestReportOfACycleUnderWay(t *testing.T) {
	t.Parallel()
	c := newCycling(t)
	must[readiness.Evidence](t)(c.AttachEvidence(t.Context(), readiness.AttachEvidence{Criteria: []string{"A1"}, Kind: "voice", Bears: "contradicts", Title: "What six families said", ShowsOn: monday}, c.asked(c.actor(c.manager))))
	peer := c.person("peer")
	c.post(peer, readiness.Peer, "")
	c.must(c.ask("A1", c.lead, readiness.AssignAppraisal{Part: "challenger", PersonID: peer}))
	c.send("A1", "We know A1.", "good")
	c.must(c.askCycle(c.head, readiness.GradeSection{Section: "A", Grade: "good", Why: "It looks good."}))
	report := func(who string) readiness.AssessmentReport {
		t.Helper()
		return must[readiness.AssessmentReport](t)(c.AssessmentReport(t.Context(), c.actor(who), c.cycle.ID))
	}
	author := report(c.head)
	first := author.Sections[0].Criteria[0]
	if first.Grade != "good" || author.Sections[0].Grade != "good" || len(author.Evidence()) != 1 || author.Published() || author.State() != "Draft, not signed" || author.Document != nil {
		t.Errorf("the author reads %+v", author)
	}
	if second := author.Sections[0].Criteria[1]; second.Written() || first.Text.Know != "We know A1." {
		t.Errorf("%+v", author.Sections)
	}
	for _, who := range []string{c.look, peer} {
		r := report(who)
		got := r.Sections[0].Criteria[0]
		file := must[[]byte](t)(r.File())
		if !got.Hidden || got.Grade+got.Confidence+got.Text.Grade+got.Text.Up != "" || got.Text.Know == "" || r.Sections[0].Grade != "" || bytes.Contains(file, []byte("It looks good")) {
			t.Errorf("%s reads %+v", who, r.Sections[0])
		}
		if want := map[bool]int{true: 0, false: 1}[who == peer]; len(r.Evidence()) != want {
			t.Errorf("%s reads evidence %+v", who, r.Evidence())
		}
	}
	_, err := c.AssessmentReport(t.Context(), c.actor(c.member), c.cycle.ID)
	wantRefusal(t, err, readiness.NotFound, "")
	_, err = c.AssessmentReport(t.Context(), c.actor(c.head), "none")
	wantRefusal(t, err, readiness.NotFound, "")
}

// TestReportOfAPublishedCycle is made of the sealed document and of nothing else, whatever happens to the ledger's other rows.
func TestReportOfAPublishedCycle(t *testing.T) {
	t.Parallel()
	c := newCycling(t)
	must[readiness.Evidence](t)(c.AttachEvidence(t.Context(), readiness.AttachEvidence{Criteria: []string{"A1", "A2"}, Kind: "audit", Bears: "supports", Title: "Audit of visits", ShowsOn: monday}, c.asked(c.actor(c.manager))))
	c.agree()
	for _, s := range []struct{ part, by string }{{"A", c.head}, {string(readiness.AssistantDirector), c.assistant}, {string(readiness.Director), c.director}, {string(readiness.LeadMember), c.lord}} {
		c.must(c.sign(s.part, s.by))
	}
	_, err := c.AssessmentReport(t.Context(), c.actor(c.head), c.cycle.ID)
	wantRefusal(t, err, readiness.Conflict, "")
	c.must(c.SealAssessment(t.Context(), c.cycle.ID))
	before := must[readiness.AssessmentReport](t)(c.AssessmentReport(t.Context(), c.actor(c.member), c.cycle.ID))
	c.superuser("update people set name = 'Somebody else'", "update assessments set name = 'Another'")
	after := must[readiness.AssessmentReport](t)(c.AssessmentReport(t.Context(), c.actor(c.head), c.cycle.ID))
	one, other := must[[]byte](t)(before.File()), must[[]byte](t)(after.File())
	if !bytes.Equal(one, other) || before.Name != after.Name || after.Name != "2026 to 2027" || readiness.SHA256(one) != before.Seal {
		t.Errorf("it reads %s, and later %s", one, other)
	}
	signed := after.Signatures[3]
	if !after.Published() || signed.Name != "lord" || signed.At.IsZero() || after.Sections[0].Lead != "head" || after.Sections[0].Criteria[0].Agreed != "good" {
		t.Errorf("%+v", after)
	}
	if index := after.Evidence(); len(index) != 1 || !slices.Equal(index[0].Criteria, []string{"A1", "A2"}) {
		t.Errorf("the evidence index: %+v", index)
	}
}

// superuser does what nobody may: it changes what was written, past every trigger.
func (c *cycling) superuser(statements ...string) {
	c.t.Helper()
	conn, err := pgx.Connect(c.t.Context(), c.dsn)
	c.must(err)
	for _, s := range append([]string{"set session_replication_role = replica"}, statements...) {
		_, err := conn.Exec(c.t.Context(), s)
		c.must(err)
	}
	c.must(conn.Close(c.t.Context()))
}

// TestVerifySeals changes what was written and sealed in every way that somebody who owns the database could, and has each found.
func TestVerifySeals(t *testing.T) {
	t.Parallel()
	hash := `encode(sha256(convert_to(%, 'UTF8')), 'hex')`
	rehash := func(of string) string { return strings.ReplaceAll(hash, "%", of) }
	for name, tt := range map[string]struct {
		tamper string
		says   []string
	}{
		"a byte of the sealed document": {`update assessment_seals set document = replace(document, 'We know A1.', 'We know A7.')`, []string{"has the hash", "text of A1 is not the one that was signed"}},
		"and the seal with it": {
			`update assessment_seals set document = replace(document, 'We know A1.', 'We know A7.'), sha256 = ` + rehash("replace(document, 'We know A1.', 'We know A7.')"),
			[]string{"the audit trail says", "text of A1 is not the one that was signed"},
		},
		"a grade, and the seal with it": {
			`update assessment_seals set document = replace(document, '"agreed":"good"', '"agreed":"poor"'), sha256 = ` + rehash(`replace(document, '"agreed":"good"', '"agreed":"poor"')`),
			[]string{"the audit trail says", "signature of lord"},
		},
		"no sealed document":           {`delete from assessment_seals`, []string{"its sealed document is gone"}},
		"no document that can be read": {`update assessment_seals set document = 'x'`, []string{"cannot be read"}},
		"a byte of a version":          {`update appraisal_versions set body = replace(body, 'We know A2.', 'We know A8.')`, []string{"Version 1 of A2 in self-assessment “2026 to 2027” was changed after it was written."}},
		"a version and its hash":       {`update appraisal_versions set body = 'x', sha256 = ` + rehash("'x'"), []string{"Version 1 of A1", "is not the one that the audit trail knows", "Version 1 of A2"}},
		"a version that is gone":       {`delete from appraisal_versions where body like '%We know A2.%'`, []string{"Version 1 of A2 in self-assessment “2026 to 2027” was written, but it is gone."}},
		"a version that nobody has sent": {
			`insert into appraisal_versions select appraisal_id, 2, body, sha256, by_id, at from appraisal_versions where body like '%We know A2.%'`,
			[]string{"Version 2 of A2", "is not known to the audit trail"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCycling(t)
			c.publish()
			check := must[readiness.SealCheck](t)(c.VerifySeals(t.Context()))
			if check.Seals != 1 || check.Versions != 2 || len(check.Wrong) != 0 {
				t.Fatalf("before: %+v", check)
			}
			c.superuser(tt.tamper)
			found := strings.Join(must[readiness.SealCheck](t)(c.VerifySeals(t.Context())).Wrong, "\n")
			for _, want := range tt.says {
				if !strings.Contains(found, want) {
					t.Errorf("it does not say %q in\n%s", want, found)
				}
			}
		})
	}
}
