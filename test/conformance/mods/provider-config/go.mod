module provider-config

go 1.20

require github.com/BurntSushi/toml v1.3.2
