package postgres_test

import (
	"slices"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// off lists what a person has turned off.
func (w *world) off(person string) (kinds []readiness.NoticeKind) {
	w.t.Helper()
	for _, c := range must[[]readiness.MailChoice](w.t)(w.MailChoices(w.t.Context(), person)) {
		if !c.Wanted {
			kinds = append(kinds, c.Kind)
		}
	}
	return kinds
}

// TestWhatIsTurnedOffIsNeverMailed: not what waits, not what comes, and not afterwards when it is turned on again.
func TestWhatIsTurnedOffIsNeverMailed(t *testing.T) {
	t.Parallel()
	s, ctx := newService(t), t.Context()
	s.sweep(monday) // three reviews for the manager: "yours now"
	without := readiness.ChooseMails{Kinds: []string{"reminder", "returned", "second_look", "proposed", "information", "approaching"}}
	asked := s.asked(s.actor(s.manager))
	for range 2 { // the same command again does nothing more
		s.must(s.ChooseMails(ctx, without, asked))
	}
	if got := s.off(s.manager); !slices.Equal(got, []readiness.NoticeKind{readiness.Assigned}) {
		t.Fatalf("turned off: %v", got)
	}
	if people := must[[]string](t)(s.Digests(ctx, monday)); len(people) != 0 {
		t.Errorf("what waited is mailed: %v", people)
	}
	s.goTo(monday.AddDays(1))
	s.load(extract(monday.AddDays(1), record("A1", "North 1", calendar.On(2025, 1, 10)), record("A4", "North 1", calendar.On(2025, 1, 10))))
	s.sweep(monday.AddDays(1))
	if people := must[[]string](t)(s.Digests(ctx, monday.AddDays(1))); len(people) != 0 {
		t.Errorf("what came is mailed: %v", people)
	}
	s.must(s.ChooseMails(ctx, readiness.ChooseMails{Kinds: append(without.Kinds, "assigned")}, s.asked(s.actor(s.manager))))
	if got := s.off(s.manager); len(got) != 0 {
		t.Errorf("still off: %v", got)
	}
	if people := must[[]string](t)(s.Digests(ctx, monday.AddDays(1))); len(people) != 0 {
		t.Errorf("old notices are mailed after all: %v", people)
	}
	if home := must[readiness.HomeView](t)(s.Home(ctx, s.actor(s.manager))); home.MineTotal == 0 {
		t.Error("the home shows nothing of it")
	}
}

// TestAnEscalationComesWhateverIsTurnedOff: neither the form nor the link for everything reaches it.
func TestAnEscalationComesWhateverIsTurnedOff(t *testing.T) {
	t.Parallel()
	s, ctx := newService(t), t.Context()
	s.must(s.ChooseMails(ctx, readiness.ChooseMails{}, s.asked(s.actor(s.head))))
	if got := s.off(s.head); len(got) != len(readiness.EveryMail.Stops()) {
		t.Fatalf("turned off: %v", got)
	}
	r := s.sweep(monday)[0]
	var ev readiness.Event
	for range 6 {
		r, ev = s.lapse(r)
	}
	if now := must[[]readiness.Outgoing](t)(s.ActNow(ctx, "review/"+r.ID, ev.Seq)); len(now) != 1 || now[0].PersonID != s.head {
		t.Errorf("%+v", now)
	}
}

func TestLinksThatTurnMailsOff(t *testing.T) {
	t.Parallel()
	s, ctx := newService(t), t.Context()
	s.sweep(monday)
	digest := must[readiness.Outgoing](t)(s.Digest(ctx, s.manager, monday))
	if len(digest.Stops) != 2 || digest.Stops[0].Kind != readiness.Assigned || digest.Stops[1].Kind != readiness.EveryMail || digest.Stops[0].Secret == digest.Stops[1].Secret {
		t.Fatalf("%+v", digest.Stops)
	}
	one, every := digest.Stops[0].Secret, digest.Stops[1].Secret
	if kind := must[readiness.NoticeKind](t)(s.MailStop(ctx, one)); kind != readiness.Assigned || len(s.off(s.manager)) != 0 {
		t.Errorf("looking turned off %s: %v", kind, s.off(s.manager))
	}
	for range 2 {
		must[readiness.NoticeKind](t)(s.StopMails(ctx, one))
	}
	if got := s.off(s.manager); !slices.Equal(got, []readiness.NoticeKind{readiness.Assigned}) {
		t.Errorf("turned off: %v", got)
	}
	must[readiness.NoticeKind](t)(s.StopMails(ctx, every))
	if got := s.off(s.manager); len(got) != 7 || len(s.off(s.head)) != 0 {
		t.Errorf("turned off: %v, of others %v", got, s.off(s.head))
	}
	s.must(s.EndMailStops(ctx, s.asked(s.actor(s.manager))))
	for _, secret := range []string{one, every, "", "nonsense"} {
		_, err := s.StopMails(ctx, secret)
		wantRefusal(t, err, readiness.NotFound, "")
	}
}

// TestADeputyHearsForWhom: the mail of somebody who covers says for whom it comes and until when.
func TestADeputyHearsForWhom(t *testing.T) {
	t.Parallel()
	s, ctx := newService(t), t.Context()
	cover := readiness.AddDeputy{DeputyID: s.deputy, From: monday, Until: monday.AddDays(4)}
	must[readiness.Deputy](t)(s.AddDeputy(ctx, s.manager, cover, s.asked(s.actor(s.manager))))
	s.sweep(monday)
	digest := must[readiness.Outgoing](t)(s.Digest(ctx, s.deputy, monday))
	if len(digest.Notices) != 3 || digest.Notices[0].For != "manager" {
		t.Fatalf("%+v", digest.Notices)
	}
	if len(digest.Cover) != 1 || digest.Cover[0].For != "manager" || digest.Cover[0].By != "deputy" || digest.Cover[0].Until != monday.AddDays(4) {
		t.Errorf("%+v", digest.Cover)
	}
}
