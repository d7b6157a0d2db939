package api

import "time"

// NewLimiter lets a test try the limiter with few keys. The function returned asks for a key and says how long it must wait.
func NewLimiter(perMinute, most int) (wait func(key string, now time.Time) time.Duration, held func() int) {
	l := newLimiter(perMinute, most)
	return l.wait, func() int { return len(l.keys) }
}
