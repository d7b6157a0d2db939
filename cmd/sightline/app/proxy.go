package app

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// behindProxies lets requests that come through one of our own proxies count as their visitor's: the last address that the proxy added to
// X-Forwarded-For. Nobody else's word is taken for where they come from.
func behindProxies(proxies []netip.Prefix, next http.Handler) http.Handler {
	if len(proxies) == 0 {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if visitor, ok := forwarded(proxies, r); ok {
			r.RemoteAddr = net.JoinHostPort(visitor.String(), "0")
		}
		next.ServeHTTP(w, r)
	})
}

// forwarded walks the addresses from the nearest outwards and takes the first that is no proxy of ours.
func forwarded(proxies []netip.Prefix, r *http.Request) (netip.Addr, bool) {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil || !trusted(proxies, peer.Addr()) {
		return netip.Addr{}, false
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0; i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			return netip.Addr{}, false
		}
		if !trusted(proxies, hop) {
			return hop.Unmap(), true
		}
	}
	return netip.Addr{}, false
}

func trusted(proxies []netip.Prefix, a netip.Addr) bool {
	for _, p := range proxies {
		if p.Contains(a.Unmap()) {
			return true
		}
	}
	return false
}

// proxies reads the setting trusted-proxies: addresses or networks, separated by commas.
func (c Config) proxies() ([]netip.Prefix, error) {
	var all []netip.Prefix
	for _, word := range strings.FieldsFunc(c.TrustedProxies, func(r rune) bool { return r == ',' || r == ' ' }) {
		if !strings.Contains(word, "/") {
			a, err := netip.ParseAddr(word)
			if err != nil {
				return nil, err
			}
			all = append(all, netip.PrefixFrom(a, a.BitLen()))
			continue
		}
		p, err := netip.ParsePrefix(word)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}
