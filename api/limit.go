package api

import (
	"math"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"golang.org/x/time/rate"
)

// mostTokens bounds how many tokens the limiter remembers.
const mostTokens = 10000

// A limiter lets each key ask so often a minute, a sixth of that at once. It forgets keys that have rested.
type limiter struct {
	mu    sync.Mutex
	pace  rate.Limit
	burst int
	most  int
	keys  map[string]*rate.Limiter
}

func newLimiter(perMinute, most int) *limiter {
	return &limiter{pace: rate.Limit(float64(perMinute) / 60), burst: max(1, perMinute/6), most: most, keys: map[string]*rate.Limiter{}}
}

// wait says how long the key must wait; 0 lets it in.
func (l *limiter) wait(key string, now time.Time) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	bucket, ok := l.keys[key]
	if !ok {
		l.forget(now)
		bucket = rate.NewLimiter(l.pace, l.burst)
		l.keys[key] = bucket
	}
	place := bucket.ReserveN(now, 1)
	wait := place.DelayFrom(now)
	if wait > 0 {
		place.CancelAt(now)
	}
	return wait
}

// forget makes room: first whoever has rested long enough to be like new, and if that is nobody, anyone.
func (l *limiter) forget(now time.Time) {
	if len(l.keys) < l.most {
		return
	}
	for key, bucket := range l.keys {
		if bucket.TokensAt(now) >= float64(l.burst) {
			delete(l.keys, key)
		}
	}
	for key := range l.keys {
		if len(l.keys) < l.most {
			return
		}
		delete(l.keys, key)
	}
}

func (s *service) slowDown(c *call) error {
	key := c.actor.TokenID
	if key == "" {
		key = c.actor.PersonID
	}
	wait := s.limits.wait(key, s.Now())
	if wait == 0 {
		return nil
	}
	seconds := strconv.Itoa(int(math.Ceil(wait.Seconds())))
	p := newProblem("rate-limited", "This token asks too often. Wait "+seconds+" seconds, then ask again.")
	return huma.ErrorWithHeaders(p, http.Header{"Retry-After": {seconds}})
}
