package api_test

import (
	"strconv"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/api"
)

func TestLimiterStaysSmallAndKeepsWhoIsBusy(t *testing.T) {
	t.Parallel()
	wait, held := api.NewLimiter(12, 10) // two at once, then one in five seconds
	at := now
	for i := range 100 {
		wait(strconv.Itoa(i), at)
		at = at.Add(time.Second)
	}
	if held() > 10 {
		t.Errorf("%d keys are held", held())
	}
	at = at.Add(time.Hour)
	wait("busy", at)
	wait("busy", at)
	for i := range 8 {
		wait("resting "+strconv.Itoa(i), at.Add(-time.Minute))
	}
	wait("new", at) // makes room by forgetting those who rest
	if got := wait("busy", at); got != 5*time.Second {
		t.Errorf("the busy key waits %v, want 5s", got)
	}
}
