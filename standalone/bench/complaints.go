package main

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
)

// complaints is a log that keeps how often each error was logged and not where: Temporal complains about thousands of timers of one instant one by
// one.
type complaints struct {
	mu    sync.Mutex
	count map[string]int
}

func (*complaints) Enabled(_ context.Context, level slog.Level) bool { return level >= slog.LevelError }
func (c *complaints) WithAttrs([]slog.Attr) slog.Handler             { return c }
func (c *complaints) WithGroup(string) slog.Handler                  { return c }

// Handle counts a record by its message and its error.
func (c *complaints) Handle(_ context.Context, record slog.Record) error {
	text := record.Message
	record.Attrs(func(a slog.Attr) bool {
		if a.Key == "error" || a.Key == "temporal.error" {
			text = fmt.Sprintf("%s: %s", text, a.Value)
		}
		return true
	})
	c.mu.Lock()
	defer c.mu.Unlock()
	c.count[text]++
	return nil
}

// tell adds a line for each kind of error since the last time.
func (c *complaints) tell(r *report) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for text, n := range c.count {
		r.add("logged as an error", "%d times: %s", n, text)
	}
	clear(c.count)
}
