package annexa

// progress turns rows into a share of what there is to read. How much one row takes of the file is guessed; done never passes total.
type progress struct {
	tell        func(done, total int)
	total, done int64
	rows        int
}

const cellBytes = 32 // about what one cell takes of a sheet's XML

func (p *progress) row(cells []string) {
	p.done = min(p.done+int64(len(cells))*cellBytes, max(p.done, p.total-1))
	if p.rows++; p.rows%500 == 0 {
		p.page()
	}
}

func (p *progress) page() {
	if p.tell != nil {
		p.tell(int(p.done), int(max(p.total, 1)))
	}
}

func (p *progress) finish() {
	p.done = max(p.total, 1)
	p.page()
}
