package app_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/cmd/sightline/app"
	"github.com/sightline-readiness/sightline/internal/testdb"
	"github.com/sightline-readiness/sightline/postgres"
)

func TestMain(m *testing.M) { testdb.Main(m) }

// A shell runs verbs of the binary, in the process, against one ledger.
type shell struct {
	t   *testing.T
	env map[string]string
}

func newShell(t *testing.T, migrate testdb.Migration) shell {
	t.Helper()
	return shell{t, map[string]string{"SIGHTLINE_DATABASE_URL": testdb.DSN(t, migrate), "SIGHTLINE_TEMPORAL_ADDRESS": "127.0.0.1:1"}}
}

func (s shell) getenv(name string) (string, bool) {
	value, ok := s.env[name]
	return value, ok
}

// run returns what a verb printed, and its exit code.
func (s shell) run(args ...string) (out, errs string, code int) {
	s.t.Helper()
	var stdout, stderr strings.Builder
	code = app.Main(s.t.Context(), args, s.getenv, &stdout, &stderr)
	return stdout.String(), stderr.String(), code
}

// must runs a verb that has to work and to print what the pattern says.
func (s shell) must(pattern string, args ...string) string {
	s.t.Helper()
	out, errs, code := s.run(args...)
	if code != 0 || errs != "" || !regexp.MustCompile(pattern).MatchString(out) {
		s.t.Errorf("sightline %s ended with %d and printed %q, %q; want %s", strings.Join(args, " "), code, out, errs, pattern)
	}
	return out
}

// refuses runs a verb that has to end with 1 and a sentence.
func (s shell) refuses(pattern string, args ...string) {
	s.t.Helper()
	out, errs, code := s.run(args...)
	if code != 1 || !regexp.MustCompile(pattern).MatchString(out+errs) {
		s.t.Errorf("sightline %s ended with %d and printed %q, %q; want 1 and %s", strings.Join(args, " "), code, out, errs, pattern)
	}
}

func nothing(context.Context, string) error { return nil }

func TestMigrate(t *testing.T) {
	t.Parallel()
	s := newShell(t, nothing)
	s.refuses(`at version 0 and this program needs \d+: run sightline migrate`, "user", "list")
	s.must(`went from version 0 to \d+`, "migrate")
	s.must(`are at version \d+ already`, "migrate", "--wait", "1s")
	s.must(`^$`, "user", "list")
}

func TestLedgerAway(t *testing.T) {
	t.Parallel()
	s := shell{t, map[string]string{"SIGHTLINE_DATABASE_URL": "postgres://nobody:hunter2@127.0.0.1:1/nothing"}}
	for _, args := range [][]string{{"user", "list"}, {"migrate"}, {"audit", "verify"}, {"deadline", "2026-03-27", "15"}} {
		out, errs, code := s.run(args...)
		if code != 1 || strings.Contains(out+errs, "hunter2") || !strings.Contains(errs, "ledger") {
			t.Errorf("%v ended with %d: %q %q", args, code, out, errs)
		}
	}
}

func TestUsers(t *testing.T) {
	t.Parallel()
	s := newShell(t, postgres.Migrate)
	link := `^Open http://127\.0\.0\.1:8480/welcome/\S+ to choose the password of Mo Khan\. The link works once, for 3 days\.\n$`
	first := s.must(link, "user", "add", "Mo Khan", "mo@council.example", "--role", "improvement_lead")
	s.must(`Mo Khan +mo@council\.example +active +improvement programme lead`, "user", "list")
	if second := s.must(link, "user", "link", "MO@council.example"); second == first {
		t.Error("the second link is the first one")
	}
	s.refuses(`Nobody has an account`, "user", "link", "jo@council.example")
	s.refuses(`email address`, "user", "add", "Jo", "not an address")
	s.refuses(`There is no area "North"`, "user", "add", "Jo", "jo@council.example", "--role", "area_head", "--area", "North")
	s.refuses(`^sightline: .+`, "user", "add", "Jo", "jo@council.example", "--role", "area_head")
	if _, errs, code := s.run("user", "add", "Jo", "jo@council.example", "--role", "king"); code != 80 || !strings.Contains(errs, "must be one of") {
		t.Errorf("an unknown role ended with %d and %q", code, errs)
	}
	if out, _, _ := s.run("user", "list"); strings.Contains(out, "jo@") {
		t.Error("a refused account was made")
	}
}

func TestRulesAndClosures(t *testing.T) {
	t.Parallel()
	s := newShell(t, postgres.Migrate)
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	s.must(`"review_days": 20`, "rules", "show", "review_rules")
	ladder := s.must(`"rungs"`, "rules", "show", "ladder")
	later := write("ladder.json", regexp.MustCompile(`"hour": \d+`).ReplaceAllString(ladder, `"hour": 9`))
	s.refuses(`Nobody is assistant director. Nobody is director of children's services.`, "rules", "set", "ladder", later, "--reason", "A later start.")
	s.must(`Ann`, "user", "add", "Ann Above", "ann@council.example", "--role", "assistant_director")
	s.must(`Dot`, "user", "add", "Dot Director", "dot@council.example", "--role", "dcs")
	s.must(`^Kept as version \d+\.`, "rules", "set", "ladder", later, "--reason", "A later start.", "--running", "keep")
	s.must(`"hour": 9`, "rules", "show", "ladder")

	s.must(`"closed": \[\]|"closed": null`, "rules", "show", "closures")
	s.must(`^Tuesday 21 April 2026\n`, "deadline", "2026-03-27", "15")
	s.must(`^Kept as version `, "rules", "set", "closures", write("closures.yaml", "closed:\n  - {date: 2026-04-08, name: Council closed}\n"), "--reason", "Stocktaking.")
	s.must(`(?s)^Wednesday 22 April 2026\n.*not counted: Wednesday 8 April 2026, Council closed\n`, "deadline", "2026-03-27", "15")
	s.must(`2026-04-08`, "rules", "show", "closures")
	s.refuses(`Nobody has an account`, "rules", "set", "closures", write("none.yaml", "closed: []\n"), "--reason", "Back to normal.", "--as", "jo@council.example")
}

func TestAuditVerify(t *testing.T) {
	t.Parallel()
	s := newShell(t, postgres.Migrate)
	s.must(`welcome`, "user", "add", "Mo Khan", "mo@council.example")
	s.must(`^The audit trail is whole: \d+ rows?\. Head [0-9a-f]+\.\nWhat was written and sealed has not changed: 0 sealed self-assessments and 0 versions of texts\.\n$`, "audit", "verify")
	conn, err := pgx.Connect(t.Context(), s.env["SIGHTLINE_DATABASE_URL"])
	if err != nil {
		t.Fatal(err)
	}
	for _, tamper := range []string{"alter table audit disable trigger user", "update audit set action = 'nothing happened' where seq = 1"} {
		if _, err := conn.Exec(t.Context(), tamper); err != nil {
			t.Fatal(err)
		}
	}
	if err := conn.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.refuses(`^The audit trail is broken at row 1 of`, "audit", "verify")
}

func TestDoctor(t *testing.T) {
	t.Parallel()
	s := newShell(t, postgres.Migrate)
	out, _, code := s.run("doctor")
	for _, want := range []string{
		`WRONG configuration: 1 problem: payload-keys are missing`, `WRONG payload keys`, `ok    ledger: answers at `, `ok    schema: version \d`, `ok    clock: `,
		`-     temporal: needs the payload keys`, `-     namespace: needs Temporal`, `WRONG workers: No worker has ever`, `-     mail: no mail server is set`, `3 things to mend`,
	} {
		if !regexp.MustCompile(want).MatchString(out) {
			t.Errorf("the doctor does not say %s in\n%s", want, out)
		}
	}
	if code != 1 {
		t.Errorf("ended with %d", code)
	}
	key, _, _ := s.run("config", "new-key")
	s.env["SIGHTLINE_PAYLOAD_KEYS"], s.env["SIGHTLINE_SMTP_HOST"] = key, "127.0.0.1"
	s.env["SIGHTLINE_SMTP_PORT"], s.env["SIGHTLINE_MAIL_FROM"] = "1", "a@council.example"
	out, _, _ = s.run("doctor")
	for _, want := range []string{`ok    payload keys`, `WRONG temporal: `, `WRONG mail: `, `Start Temporal`} {
		if !strings.Contains(out, want) {
			t.Errorf("the doctor does not say %q in\n%s", want, out)
		}
	}
}

// Without Temporal a verb that needs it says so and changes nothing.
func TestTemporalAway(t *testing.T) {
	t.Parallel()
	s := newShell(t, postgres.Migrate)
	key, _, _ := s.run("config", "new-key")
	s.env["SIGHTLINE_PAYLOAD_KEYS"] = key
	s.refuses(`Temporal does not answer at 127\.0\.0\.1:1`, "rebuild")
}
