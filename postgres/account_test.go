package postgres_test

import (
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2"

	"github.com/sightline-readiness/sightline/postgres"
	"github.com/sightline-readiness/sightline/readiness"
)

const password = "copper lantern drift"

// settled makes somebody with a post and a password.
func settled(t *testing.T, w *world, name string) string {
	t.Helper()
	id := w.person(name)
	w.post(id, readiness.ImprovementLead, "")
	secret := must[string](t)(w.NewSignInLink(t.Context(), id, w.asked(keeper)))
	must[readiness.Actor](t)(w.SetPassword(t.Context(), secret, password))
	return id
}

func TestTheFirstAdministrator(t *testing.T) {
	t.Parallel()
	w, ctx := newWorld(t), t.Context()
	first, made, err := w.FirstAdministrator(ctx)
	if err != nil || !made {
		t.Fatal(made, err)
	}
	second, made, err := w.FirstAdministrator(ctx)
	if err != nil || !made || first == second {
		t.Fatal("a later start makes a new link", made, err)
	}
	_, err = w.WelcomeName(ctx, first)
	wantRefusal(t, err, readiness.NotFound, "")
	if name := must[string](t)(w.WelcomeName(ctx, second)); name != "Administrator" {
		t.Errorf("welcome, %s", name)
	}
	actor := must[readiness.Actor](t)(w.SetPassword(ctx, second, password))
	if !actor.Holds(readiness.Administrator) {
		t.Errorf("%+v", actor)
	}
	_, err = w.SetPassword(ctx, second, password)
	wantRefusal(t, err, readiness.NotFound, "")
	if secret, made, err := w.FirstAdministrator(ctx); secret != "" || made || err != nil {
		t.Errorf("somebody uses the account: %v %v", made, err)
	}
	if n := query[int64](w, "select count(*) from people"); n[0] != 1 {
		t.Errorf("%d people", n[0])
	}
}

func TestLinksGrowOld(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	secret := must[string](t)(w.NewSignInLink(t.Context(), w.person("anna"), w.asked(keeper)))
	w.goTo(monday.AddDays(4))
	_, err := w.WelcomeName(t.Context(), secret)
	wantRefusal(t, err, readiness.NotFound, "")
}

func TestPasswords(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	secret := must[string](t)(w.NewSignInLink(t.Context(), w.person("marguerite"), w.asked(keeper)))
	for _, weak := range []string{"", "short", "elevenchars", "aaaaaaaaaaaaaaa", "Password1234!", "Marguerite12", "sightline2027!", strings.Repeat("long enough ", 20)} {
		_, err := w.SetPassword(t.Context(), secret, weak)
		wantRefusal(t, err, readiness.Invalid, "password")
	}
	must[readiness.Actor](t)(w.SetPassword(t.Context(), secret, "zwölf Zeichen"))
	must[readiness.Actor](t)(w.SignIn(t.Context(), " MARGUERITE@example.gov.uk ", "zwölf Zeichen", "10.0.0.1"))
}

func TestSigningInFailsWithOneSentenceAndIsThrottled(t *testing.T) {
	t.Parallel()
	w, ctx := newWorld(t), t.Context()
	settled(t, w, "anna")
	blocked := settled(t, w, "berta")
	settled(t, w, "admin")
	must[readiness.Person](t)(w.SavePerson(ctx, w.adminPost(t), readiness.SavePerson{Name: "root", Email: "root@example.gov.uk"}, w.asked(keeper)))
	must[readiness.Person](t)(w.SavePerson(ctx, blocked, readiness.SavePerson{Name: "berta", Email: "berta@example.gov.uk", Active: "no"}, w.asked(keeper)))

	sentences := map[string]bool{}
	for _, try := range [][2]string{{"anna@example.gov.uk", "wrong password"}, {"nobody@example.gov.uk", password}, {"berta@example.gov.uk", password}} {
		_, err := w.SignIn(ctx, try[0], try[1], "10.0.0.1")
		wantRefusal(t, err, readiness.Forbidden, "")
		sentences[err.Error()] = true
	}
	if len(sentences) != 1 {
		t.Errorf("%d sentences tell what was wrong: %v", len(sentences), sentences)
	}
	for _, account := range []string{"anna@example.gov.uk", "nobody@example.gov.uk"} {
		for range 9 {
			_, err := w.SignIn(ctx, account, "wrong password", "10.0.0.2")
			wantRefusal(t, err, readiness.Forbidden, "")
		}
		_, err := w.SignIn(ctx, account, password, "10.0.0.3")
		if wantRefusal(t, err, readiness.Forbidden, ""); !strings.Contains(err.Error(), "too many") {
			t.Errorf("%s after ten failures: %v", account, err)
		}
	}
	w.mu.Lock()
	w.at = w.at.Add(16 * time.Minute)
	w.mu.Unlock()
	actor := must[readiness.Actor](t)(w.SignIn(ctx, "anna@example.gov.uk", password, "10.0.0.3"))
	if p := must[readiness.Person](t)(w.Person(ctx, actor.PersonID)); p.LastSignIn != monday {
		t.Errorf("last signed in on %s", p.LastSignIn)
	}
	if n := query[int64](w, "select count(*) from sign_in_failures where at > now() - interval '100 years' and place = '10.0.0.2'"); n[0] != 9 {
		t.Errorf("%d failures left: anna's go with her success", n[0])
	}
}

// adminPost makes somebody who keeps the accounts.
func (w *world) adminPost(t *testing.T) string {
	t.Helper()
	id := w.person("root")
	w.post(id, readiness.Administrator, "")
	return id
}

func TestAPlaceIsThrottledOverAllAccounts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	conn := query[int64](w, "insert into sign_in_failures select sha256(n::text::bytea), '10.0.0.9', $1::timestamptz from generate_series(1, 50) n returning 1::bigint", monday.At(8, 55))
	settled(t, w, "anna")
	_, err := w.SignIn(t.Context(), "anna@example.gov.uk", password, "10.0.0.9")
	wantRefusal(t, err, readiness.Forbidden, "")
	must[readiness.Actor](t)(w.SignIn(t.Context(), "anna@example.gov.uk", password, "10.0.0.8"))
	if len(conn) != 50 {
		t.Error("the failures were not written")
	}
}

func TestTokens(t *testing.T) {
	t.Parallel()
	w, ctx := newWorld(t), t.Context()
	w.adminPost(t)
	id := settled(t, w, "anna")
	anna := w.actor(id)
	asked := w.asked(anna)
	form := readiness.NewToken{Name: "Power BI", Scopes: []string{"read"}, Until: monday.AddMonths(12)}
	first := must[string](t)(w.NewToken(ctx, form, asked))
	secret := must[string](t)(w.NewToken(ctx, form, asked)) // the same command: one token, a new secret
	if !strings.HasPrefix(secret, "sl_") || len(secret) != 46 || first == secret {
		t.Errorf("secret %s", secret)
	}
	_, _, err := w.TokenActor(ctx, first)
	wantRefusal(t, err, readiness.NotFound, "")
	actor, scopes, err := w.TokenActor(ctx, secret)
	if err != nil || actor.PersonID != id || actor.TokenID == "" || len(scopes) != 1 || !actor.Holds(readiness.ImprovementLead) {
		t.Errorf("%+v %v %v", actor, scopes, err)
	}
	_, err = w.NewToken(ctx, form, w.asked(actor))
	wantRefusal(t, err, readiness.Forbidden, "")
	tooLong := form
	tooLong.Until = monday.AddMonths(12).AddDays(1)
	_, err = w.NewToken(ctx, tooLong, w.asked(anna))
	wantRefusal(t, err, readiness.Invalid, "until")

	tokens := must[[]readiness.Token](t)(w.Tokens(ctx, id))
	if len(tokens) != 1 || tokens[0].LastUsed != monday || tokens[0].Ended || !strings.HasPrefix(secret, tokens[0].Prefix) {
		t.Errorf("%+v", tokens)
	}
	if leaked := query[int64](w, "select count(*) from commands where answer::text like '%sl\\_%'"); leaked[0] != 0 {
		t.Error("the ledger keeps a secret")
	}
	other := w.actor(settled(t, w, "carl"))
	wantRefusal(t, w.EndToken(ctx, tokens[0].ID, w.asked(other)), readiness.NotFound, "")
	w.goTo(monday.AddMonths(12).AddDays(1))
	_, _, err = w.TokenActor(ctx, secret)
	wantRefusal(t, err, readiness.NotFound, "")
	w.goTo(monday)
	w.must(w.EndToken(ctx, tokens[0].ID, w.asked(anna)))
	_, _, err = w.TokenActor(ctx, secret)
	wantRefusal(t, err, readiness.NotFound, "")
}

func TestALeaversTokensAndSessionsDie(t *testing.T) {
	t.Parallel()
	w, ctx := newWorld(t), t.Context()
	w.adminPost(t)
	id := settled(t, w, "anna")
	secret := must[string](t)(w.NewToken(ctx, readiness.NewToken{Name: "n", Scopes: []string{"read"}, Until: monday.AddMonths(1)}, w.asked(w.actor(id))))
	store := postgres.SessionStore(w.DB)
	w.must(store.CommitCtx(ctx, "token", session(t, id), monday.At(23, 0)))
	form := readiness.SavePerson{Name: "anna", Email: "anna@example.gov.uk", Active: "no"}
	must[readiness.Person](t)(w.SavePerson(ctx, id, form, w.asked(keeper)))
	form.Active = "yes" // coming back does not bring them back
	must[readiness.Person](t)(w.SavePerson(ctx, id, form, w.asked(keeper)))
	if _, _, err := w.TokenActor(ctx, secret); !readiness.NotFound.Is(err) {
		t.Errorf("the token lives: %v", err)
	}
	if _, found, err := store.FindCtx(ctx, "token"); found || err != nil {
		t.Errorf("the session lives: %v", err)
	}
}

func session(t *testing.T, person string) []byte {
	t.Helper()
	return must[[]byte](t)(scs.GobCodec{}.Encode(monday.At(23, 0), map[string]any{"person_id": person, "user_agent": "Browser"}))
}

func TestSessions(t *testing.T) {
	t.Parallel()
	w, ctx := newWorld(t), t.Context()
	id := settled(t, w, "anna")
	store := postgres.SessionStore(w.DB)
	data := session(t, id)
	w.must(store.CommitCtx(ctx, "token", data, monday.At(12, 0)))
	w.must(store.Commit("nobody's", session(t, ""), monday.At(12, 0)))
	if got, found, err := store.Find("token"); string(got) != string(data) || !found || err != nil {
		t.Errorf("found %v %v", found, err)
	}
	if agents := query[string](w, "select user_agent from sessions where person_id is not null and hash = sha256('token')"); len(agents) != 1 || agents[0] != "Browser" {
		t.Errorf("whose: %v", agents)
	}
	if n := must[int](t)(w.EndSessions(ctx, id, w.asked(keeper))); n != 1 {
		t.Errorf("ended %d", n)
	}
	w.must(store.CommitCtx(ctx, "token", data, monday.At(13, 0))) // the page that was being made meanwhile
	if _, found, err := store.FindCtx(ctx, "token"); found || err != nil {
		t.Errorf("an ended session came back: %v", err)
	}
	if _, found, err := store.FindCtx(ctx, "nobody's"); !found || err != nil {
		t.Errorf("somebody else's session went too: %v", err)
	}
	w.must(store.Delete("nobody's"))
	if _, found, err := store.Find("nobody's"); found || err != nil {
		t.Errorf("deleted, but found: %v", err)
	}
	w.goTo(monday.AddDays(1))
	w.must(w.Forget(ctx))
	if n := query[int64](w, "select count(*) from sessions"); n[0] != 0 {
		t.Errorf("%d sessions are never forgotten", n[0])
	}
}

func TestIdempotencyKeys(t *testing.T) {
	t.Parallel()
	w, ctx := newWorld(t), t.Context()
	store := postgres.AnswerStore(w.DB)
	begin := func(actor, path, body, want, wantAnswer string) {
		t.Helper()
		state, answer, err := store.Begin(ctx, actor, "key", path, []byte(body))
		if err != nil || state != want || string(answer) != wantAnswer {
			t.Errorf("%s %s %s: %s %q %v, want %s", actor, path, body, state, answer, err, want)
		}
	}
	begin("a", "POST /x", "1", "new", "")
	begin("a", "POST /x", "1", "running", "")
	begin("b", "POST /x", "1", "new", "")
	w.must(store.Finish(ctx, "a", "key", []byte("done")))
	begin("a", "POST /x", "1", "kept", "done")
	begin("a", "POST /x", "2", "other", "")
	begin("a", "POST /y", "1", "other", "")
	w.must(store.Finish(ctx, "b", "key", nil))
	begin("b", "POST /x", "2", "new", "")
	w.mu.Lock()
	w.at = w.at.Add(6 * time.Minute)
	w.mu.Unlock()
	begin("b", "POST /x", "2", "new", "") // whoever claimed it is gone
	begin("a", "POST /x", "1", "kept", "done")
	w.goTo(monday.AddDays(2))
	begin("a", "POST /y", "9", "new", "")
}
