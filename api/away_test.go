package api_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/api"
	"github.com/sightline-readiness/sightline/readiness"
)

var errLost = errors.New("dial unix: no such file")

// lostAccounts and lostReviews stand on a ledger that is away.
type (
	lostAccounts struct{ accounts }
	lostReviews  struct{ reviews }
	lostService  struct{ serviceViews }
	lostAnswers  struct{ *house }
)

func (lostAccounts) TokenActor(context.Context, string) (readiness.Actor, []string, error) {
	return readiness.Actor{}, nil, fmt.Errorf("find a token: %w", errLost)
}

func (lostReviews) Review(context.Context, readiness.Actor, string) (readiness.ReviewView, error) {
	return readiness.ReviewView{}, fmt.Errorf("read a review: %w", errLost)
}

func (lostService) Health(context.Context) (readiness.Health, error) {
	return readiness.Health{}, fmt.Errorf("see how the ledger is: %w", errLost)
}

func (lostAnswers) Begin(context.Context, string, string, string, []byte) (string, []byte, error) {
	return "", nil, fmt.Errorf("claim a key: %w", errLost)
}

// TestEveryOperationWithoutTheLedger takes the ledger away before the token is known, where every request needs it first.
func TestEveryOperationWithoutTheLedger(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	d := house.deps()
	d.Accounts, d.Away = lostAccounts{accounts{house: house}}, func(err error) bool { return errors.Is(err, errLost) }
	h := open(t, d)
	for _, o := range api.Operations() {
		g := h.do(request(readiness.ImprovementLead, o.Method, address(o), nil))
		if g.Code != http.StatusServiceUnavailable {
			t.Errorf("%s answers %d", o.ID, g.Code)
			continue
		}
		isAway(t, g)
	}
}

// TestTheLedgerGoesAwayBehindTheToken loses it later: at the thing asked for, and at the answer's key.
func TestTheLedgerGoesAwayBehindTheToken(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	d := house.deps()
	d.Reviews, d.Service, d.Away = lostReviews{reviews{house}}, lostService{serviceViews{house}}, func(err error) bool { return errors.Is(err, errLost) }
	h := open(t, d)
	isAway(t, h.do(request(readiness.Director, "GET", "/reviews/"+reviewID, nil)))
	isAway(t, h.do(request(readiness.Administrator, "GET", "/health", nil)))
	isAway(t, h.do(request(readiness.TeamManager, "POST", commandPath+"begin-review", nil)))
	d = house.deps()
	d.Answers, d.Away = lostAnswers{house}, func(err error) bool { return errors.Is(err, errLost) }
	isAway(t, open(t, d).do(request(readiness.TeamManager, "POST", commandPath+"begin-review", nil)))
	if house.commands != 0 {
		t.Error("a command was asked although nobody could say whether it had been before")
	}
}

func isAway(t *testing.T, g got) {
	t.Helper()
	p := g.wants(http.StatusServiceUnavailable, "unavailable").problem()
	if !strings.HasPrefix(p.Detail, "Sightline cannot reach its records at the moment.") || strings.Contains(g.Body.String(), "dial unix") || g.Header().Get("Retry-After") != "60" {
		t.Errorf("got %+v, retry after %q", p, g.Header().Get("Retry-After"))
	}
}
