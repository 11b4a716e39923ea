package main

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	_ "unsafe" // for go:linkname
)

// What the Azure SDK sends its requests with where it is given nothing else.
//
//go:linkname httpClient github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime.defaultHTTPClient
var httpClient *http.Client

// azure answers the provider as Entra and Key Vault would, and keeps what it was asked.
type azure struct {
	tenant   string
	versions []string
	login    login
	vaults   []string
}

type login struct {
	Host     string `json:"host"`
	Tenant   string `json:"tenant"`
	ClientID string `json:"clientId"`
}

func (a *azure) RoundTrip(request *http.Request) (*http.Response, error) {
	status, header, body := a.respond(request)
	text, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	header.Set("Content-Type", "application/json")
	return &http.Response{
		StatusCode: status, Header: header, Request: request,
		Body: io.NopCloser(strings.NewReader(string(text))), ContentLength: int64(len(text)),
	}, nil
}

type fields map[string]any

func (a *azure) respond(request *http.Request) (int, http.Header, any) {
	host, path := request.URL.Host, request.URL.EscapedPath()
	authority := "https://" + host + "/" + a.tenant
	switch {
	case strings.HasSuffix(path, "/discovery/instance"):
		names := fields{"preferred_network": host, "preferred_cache": host, "aliases": []string{host}}
		discovery := authority + "/v2.0/.well-known/openid-configuration"
		return 200, http.Header{}, fields{"tenant_discovery_endpoint": discovery, "metadata": []fields{names}}
	case strings.HasSuffix(path, "/openid-configuration"):
		asked := "https://" + host + strings.TrimSuffix(path, "/v2.0/.well-known/openid-configuration")
		return 200, http.Header{}, fields{
			"token_endpoint": asked + "/oauth2/v2.0/token", "authorization_endpoint": asked + "/oauth2/v2.0/authorize",
			"issuer": asked + "/v2.0", "jwks_uri": asked + "/discovery/v2.0/keys",
		}
	case strings.HasSuffix(path, "/oauth2/v2.0/token"):
		form, _ := io.ReadAll(request.Body)
		values, _ := url.ParseQuery(string(form))
		a.login = login{Host: host, Tenant: strings.Split(path, "/")[1], ClientID: values.Get("client_id")}
		return 200, http.Header{}, fields{"token_type": "Bearer", "expires_in": 3600, "ext_expires_in": 3600, "access_token": "t"}
	case request.Header.Get("Authorization") == "":
		_, domain, _ := strings.Cut(host, ".")
		challenge := `Bearer authorization="https://login.test/` + a.tenant + `", resource="https://` + domain + `"`
		return 401, http.Header{"Www-Authenticate": {challenge}}, fields{}
	}
	a.vaults = append(a.vaults, host)
	return a.object(host, path)
}

// object tells in what it returns what it was asked for.
func (a *azure) object(host, path string) (int, http.Header, any) {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	for index, part := range parts {
		parts[index], _ = url.PathUnescape(part)
	}
	if len(parts) < 2 {
		return 404, http.Header{}, fields{"error": fields{"code": "NotFound", "message": path}}
	}
	kind, name, version := parts[0], parts[1], ""
	if len(parts) > 2 {
		version = strings.Join(parts[2:], "/")
	}
	if version == "versions" {
		return 200, http.Header{}, fields{"value": a.list(host, kind, name)}
	}
	if version == "" {
		version = a.versions[0]
	}
	id, asked := "https://"+host+"/"+kind+"/"+name+"/"+version, kind+"/"+name+"/"+version
	switch kind {
	case "secrets":
		value := secretValue(asked)
		if strings.HasPrefix(name, "web-tls") {
			value = certificateWithKey
		}
		return 200, http.Header{}, fields{"id": id, "value": value}
	case "keys":
		modulus := base64.RawURLEncoding.EncodeToString([]byte(asked))
		return 200, http.Header{}, fields{"key": fields{"kid": id, "kty": "RSA", "n": modulus, "e": "AQAB"}}
	default:
		return 200, http.Header{}, fields{"id": id, "cer": base64.StdEncoding.EncodeToString([]byte(asked))}
	}
}

func (a *azure) list(host, kind, name string) []fields {
	var list []fields
	for index, version := range a.versions {
		id := "https://" + host + "/" + kind + "/" + name + "/" + version
		attributes := fields{"enabled": true, "created": 1_000_000 - index}
		list = append(list, fields{"id": id, "kid": id, "attributes": attributes})
	}
	return list
}

// secretValue can be read as text, as hexadecimal digits and as base64.
func secretValue(asked string) string {
	if len(asked)%2 == 1 {
		asked += " "
	}
	return hex.EncodeToString([]byte(asked))
}
