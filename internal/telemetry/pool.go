package telemetry

import (
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus"
)

// Pool adds how a pool of connections is: names begin with the prefix and this name.
func (m *Metrics) Pool(name string, stat func() *pgxpool.Stat) {
	describe := func(metric, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc(m.prefix+"_"+name+"_"+metric, help, labels, nil)
	}
	m.registry.MustRegister(pool{
		stat:        stat,
		connections: describe("connections", "Connections of the pool by what they do: acquired (in use), idle, or constructing.", "state"),
		most:        describe("connections_max", "Connections that the pool may open at most."),
		acquires:    describe("acquires_total", "Times that somebody got a connection."),
		waits:       describe("acquire_waits_total", "Times that somebody had to wait for a connection, because none was idle."),
		waited:      describe("acquire_wait_seconds_total", "How long they waited, together."),
		givenUp:     describe("acquires_given_up_total", "Times that somebody stopped waiting for a connection."),
	})
}

type pool struct {
	stat                                                func() *pgxpool.Stat
	connections, most, acquires, waits, waited, givenUp *prometheus.Desc
}

// Describe names them all.
func (p pool) Describe(to chan<- *prometheus.Desc) { prometheus.DescribeByCollect(p, to) }

// Collect asks the pool, which answers from memory.
func (p pool) Collect(to chan<- prometheus.Metric) {
	s := p.stat()
	gauge := func(d *prometheus.Desc, value int32, labels ...string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, float64(value), labels...)
	}
	counter := func(d *prometheus.Desc, value float64) {
		to <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, value)
	}
	gauge(p.connections, s.AcquiredConns(), "acquired")
	gauge(p.connections, s.IdleConns(), "idle")
	gauge(p.connections, s.ConstructingConns(), "constructing")
	gauge(p.most, s.MaxConns())
	counter(p.acquires, float64(s.AcquireCount()))
	counter(p.waits, float64(s.EmptyAcquireCount()))
	counter(p.waited, s.EmptyAcquireWaitTime().Seconds())
	counter(p.givenUp, float64(s.CanceledAcquireCount()))
}
