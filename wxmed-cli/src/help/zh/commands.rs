//! The Chinese texts of the commands, by their paths.

use super::Texts;

pub(in crate::help) const COMMANDS: &[(&str, Texts)] = &[
    (
        "",
        Texts {
            about: "微信医保支付接口的工具",
            more: "本地沙箱模拟微信平台；发出一次签名并验签的调用；解释签名；供其他语言的系统调用的 sidecar；检查与维护规格。只有 call 与 serve 会向外发送数据。",
            details: "\
退出码：
  0  成功
  1  有发现：不合规格、被平台拒绝、规格有错、不兼容的改动
  2  参数有误、文件无法读写，或没有收到可读的应答",
            examples: "\
示例：
  wxmed sandbox                                    在本机模拟平台
  wxmed sign getbindurl openid=o6… url=https://hospital.example/ nonce_str=5K8264
                                                   待签名串、签名与 XML
  wxmed call getmedinfo --json fields.json --base-url http://127.0.0.1:8377
                                                   调用沙箱一次
  wxmed check his.log                              日志中的报文有何问题
  wxmed spec lint specs/                           检查自己的规格",
        },
    ),
    (
        "sandbox",
        Texts {
            about: "在本机模拟微信平台，供开发与测试",
            more: "账户、密钥与用户均为虚构，启动时打印出来，其后打印每次调用。除非给出 --bind，否则只有本机可以访问。",
            details: "",
            examples: "\
按 Ctrl-C 或收到 SIGTERM 时停止。

示例：
  wxmed sandbox                               使用文档示例所用的端口 8377
  wxmed sandbox --port 0                      使用空闲端口
  wxmed sandbox --specs schema/dongguan.yaml  另加一个城市
  wxmed sandbox --sub-merchant 1900000109     服务商模式
  wxmed sandbox --bind 0.0.0.0 --allow-host sandbox --control-token T   在名为 sandbox 的容器中
  wxmed sandbox --people people.json --data sandbox.sqlite   使用自己的用户，并保留所有数据
  wxmed sandbox --tls --tls-authority authority.pem   供只能以 https:// 调用的客户端使用
  wxmed sandbox --token-errors envelope       以 XML 中的 err_code 报告被拒绝的 token",
        },
    ),
    (
        "call",
        Texts {
            about: "调用平台的接口一次：校验、签名、发送并验签",
            more: "随机串与签名自动加上；环境变量中有商户时也自动填入。字段不合规格则什么都不发送。\
                   密钥与 token 只从环境变量或文件读取，不从命令行参数读取。",
            details: "\
标准输出是一个 JSON 对象，含 ok。ok 为 true 时有 reply（字段与值）、verification（verified 或
unsigned-by-specification）与 warnings；为 false 时有 kind、message 与 remedy（均为 { zh, en }）、平台的 code、
outcome（nothing-done 或 unknown）、retry（no、later 或 after-fix）、HTTP 的 status 与平台的 rid；kind 为 violations
时未发送任何数据，另有 violations。

outcome 为 unknown 时，平台可能已处理该请求：核实结果之前不要重发。

环境变量：WXMED_APPID，WXMED_APP_SECRET 或 WXMED_ACCESS_TOKEN，WXMED_API_KEY；WXMED_MCH_ID，服务商模式另需
WXMED_SUB_MCH_ID 与 WXMED_SUB_APPID；WXMED_HOST。JSON 中的值可以是数字、对象与列表，均以文本发送。身份证号 idcard
在接口有 idcard_md5 字段时以后者发送。

成功时退出码为 0；不合规格或被平台拒绝时为 1；未能调用或没有可读的应答时为 2。",
            examples: "\
示例：
  export WXMED_APPID=wx… WXMED_MCH_ID=1900000109
  read -rs WXMED_APP_SECRET && export WXMED_APP_SECRET
  read -rs WXMED_API_KEY && export WXMED_API_KEY
  wxmed call getmedinfo --json patient.json | jq .reply.medical_card_no
  echo '{\"openid\": \"o6…\", \"name\": \"张三\", \"idcard\": \"44…\"}' | wxmed call getmedinfo --json -
  wxmed call getbindurl openid=o6… url=https://hospital.example/bound --output human
  wxmed call preregister --json order.json --specs specs --content city/foshan/registration
  wxmed call getmedinfo --json patient.json --base-url http://127.0.0.1:8377",
        },
    ),
    (
        "sign",
        Texts {
            about: "显示字段如何签名：待签名串（密钥已隐去）、签名与 XML",
            more: "字段按原样签名，包括给出的 nonce_str；不合规格之处列在旁边。\
                   请将待签名串与您程序的逐字比较。不发送任何数据。",
            details: "",
            examples: "\
只要已签名，退出码就是 0，不论字段有何问题；未能签名时为 2。

示例：
  read -rs WXMED_API_KEY && export WXMED_API_KEY
  wxmed sign getbindurl openid=o6… url=https://hospital.example/ nonce_str=5K8264
  wxmed sign preregister --json fields.json
  wxmed sign preregister --json - --output json < fields.json | jq -r .string_to_sign
  wxmed sign preregister --json fields.json --key-env HOSPITAL_KEY",
        },
    ),
    (
        "check",
        Texts {
            about: "检查记录下来的请求、应答、通知与内容，不论它们在何种文本中",
            more: "在 XML、JSON、日志、curl 的输出与 HAR 文件中寻找报文，包括经过转义的。按字段与之前出现的路径识别每个报文，\
                   并与其规格比较。不发送任何数据，也不显示任何值：姓名、号码与密钥都不显示。",
            details: "\
能找到的形式：XML、JSON、JSON 或程序的字符串、HTML 转义、百分号编码与 base64。只有给出密钥才验签。文件再大，占用的内存也
很少。

--output json 时每行一个对象：file、line、kind（request、response、notification、content、unknown 或 unreadable）、name、
signature（right、wrong、missing、not-needed、unchecked 或 null）、problems（含 severity、rule、path 与 message）、unknown
（规格中没有的字段名）与 unseen（规格中没有的代码）。最后一行是 {\"summary\": …}。可能是个人信息的名称与代码写作 ***。

没有报文有错误时退出码为 0，有则为 1；没有找到报文或文件无法读取时为 2。",
            examples: "\
示例：
  wxmed check his.log                              日志中的报文有何问题
  wxmed check his.log --key-env WXMED_API_KEY      以及签名是否正确
  wxmed check request.xml response.xml --all
  wxmed check session.har --output json | jq 'select(.problems)'
  grep payinsurance his.log | wxmed check -",
        },
    ),
    (
        "spec",
        Texts {
            about: "检查、格式化、比较、导出、起草与说明自己的规格",
            more: "规格是您指定的文件与文件夹，可以引用 wxmed 自带的代码表、公共字段组与勘误。",
            details: "",
            examples: "",
        },
    ),
    (
        "spec lint",
        Texts {
            about: "检查规格，报告全部错误",
            more: "每个错误都附有文件、行与改法。在 Rust 中会冲突的名称也是错误。",
            details: "\
--format json 时，标准输出是一个 JSON 数组，没有错误则为 []。每个错误是一个对象，含 id、severity（error 或 warning）、
path、line、column、end_line、end_column、message 与 help（文本或 null）。行与列从 1 起计，列以字符计，终点在最后
一个字符之后。

--format github 时，每个错误一行 ::error file=…,line=…,col=…,title=ID::message，GitHub 会显示在该行旁边；没有错误则不
输出。这一格式从不自动选用。

草稿留下的未决事项（# decide 注释与没有英文的标签）是警告；加 --strict 则是错误。

有错误时退出码为 1，只有警告时不是。",
            examples: "\
示例：
  wxmed spec lint specs/                           文件夹中的全部规格
  wxmed spec lint specs/ --strict                  有未决事项则失败，用于 CI
  wxmed spec lint specs/ --format json | jq '.[].message'
  wxmed spec lint specs/ --format github           在工作流中显示为注解
  wxmed spec lint --explain                        列出错误的种类
  wxmed spec lint --explain api-name               解释其中一种，附例子",
        },
    ),
    (
        "spec fmt",
        Texts {
            about: "把规格格式化为标准形式",
            more: "改变排版、键的顺序与引号；名称、文本、列表的顺序与注释保持不变。\
                   内容有错的文件也会格式化；不是 YAML 的文件会报告，并保持原样。",
            details: "\
标准形式：
  键      按语言规定的顺序，未知的键在后
  缩进    两个空格，列表比其键多缩进一级
  单行    { name: a, type: b } 与 [a, b]，行长不超过 130 个字符时；一个汉字计一个字符。映射的列表、示例的值与勘误的
          理由各占一行
  引号    YAML 要求时，以及会被 YAML 1.1 或 1.2 读作数字、日期、布尔值或 null 的文本；JSON 等含许多双引号的文本用
          单引号
  空行    接口或内容的每一部分（如 request、examples）之前一行，别处没有
  注释    仍在原来的条目之前，或其行尾

文件不是 YAML，或加了 --check 而文件不是标准形式时，退出码为 1。",
            examples: "\
示例：
  wxmed spec fmt specs/                            格式化文件夹中的全部规格
  wxmed spec fmt specs/ --check                    用于 CI",
        },
    ),
    (
        "spec breaking",
        Texts {
            about: "与另一版本相比，列出规格中不兼容的改动",
            more: "报文的不兼容改变所发送或接受的内容；源码的不兼容改变 Rust 程序的写法：类型、方法与变体。\
                   标签、注记与示例两者都不影响。",
            details: "\
文件夹与分支同名时取文件夹；分支写作 refs/heads/NAME。

--format json 时，标准输出是一个 JSON 数组，没有可列的则为 []。每条改动是一个对象，含 id、breaks（wire、source 或
none）、version（new；删除的为 old）、path、line、column、end_line、end_column、subject，以及均为 { zh, en } 的
message、meaning 与 help。行与列从 1 起计，列以字符计，终点在最后一个字符之后。

有不兼容的改动，或当前规格有错时，退出码为 1；另一版本无法读取时为 2。",
            examples: "\
示例：
  wxmed spec breaking specs/ --against main        本分支有哪些不兼容
  wxmed spec breaking specs/ --against v1.2.0 --all
  wxmed spec breaking specs/ --against ../old/specs
  wxmed spec breaking specs/ --against HEAD --format json | jq '.[].id'
  wxmed spec breaking --explain field-removed",
        },
    ),
    (
        "spec export",
        Texts {
            about: "把模型写到标准输出",
            more: "值以文档为准；勘误改动过的，更正后的值在 effective 之下。",
            details: "",
            examples: "\
示例：
  wxmed spec export > model.json                   自带的规格
  wxmed spec export specs/ > model.json            加上自己的
  wxmed spec export --format json-schema --schema getmedinfo.request
  wxmed spec export specs/ --format json-schema > schemas.json
  wxmed spec export --format openapi > openapi.json
  wxmed spec export | jq -r '.operations[] | .name + \" \" + (.sign_order | join(\"&\"))'",
        },
    ),
    (
        "spec new",
        Texts {
            about: "根据医保局的资料起草一个城市的规格",
            more: "读取值为字段说明的样例、带数据的样例，以及从文字处理软件粘贴的表格，写出文件 city/NAME.yaml，\
                   并列出留给您决定的事项，各附依据。表格的每个单元格、表格周围的每一行、样例的每个名称与说明，\
                   都在草稿中，或在引用它的事项中；否则命令失败。",
            details: "\
样例可以像文档中常见的那样残缺：缺引号或括号、用中文标点、外面包着 XML。每份资料是怎样读的，也是一个待决事项。单元格
没有歧义的表格不需要表头，折成两行的名称会接起来。

--format json 时，标准输出是一个 JSON 数组。每个事项是一个对象，含 kind、path，均为 { zh, en } 的 says 与 about，
proposal（YAML 或 null），以及 evidence：一组含 path、line、column 与 text 的对象（text 是引用的原文；对值则为空，因为
可能是个人信息）。

资料无法读取或草稿有错时，退出码为 1；文件不存在或会被覆盖时为 2。",
            examples: "\
示例：
  wxmed spec new foshan/registration --labels labels.json --dir specs
  wxmed spec new foshan/registration --labels labels.json --example sample.json --table fields.tsv
  wxmed spec new foshan/registration --table fields.tsv --stdout
  wxmed spec new foshan/registration --labels labels.json --format json | jq '.[].path'",
        },
    ),
    (
        "spec docs",
        Texts {
            about: "写出规格的参考页（Markdown，中英对照）",
            more: "每个接口、通知与内容各一页，另有可引用的代码表、错误与勘误，以及规格语言的说明；README.md 是目录。",
            details: "",
            examples: "\
示例：
  wxmed spec docs specs/                           写入文件夹 reference
  wxmed spec docs specs/ --out docs/interface",
        },
    ),
    (
        "serve",
        Texts {
            about: "以 HTTP 与 JSON 提供接口，供任何语言的系统调用",
            more: "配置中有商户、密钥与调用方。收到 SIGTERM 或按 Ctrl-C 后，待进行中的调用结束即停止；收到 SIGHUP 时重新读取规格。\
                   日志写到标准错误。",
            details: "",
            examples: "\
示例：
  wxmed serve init                                 写出 wxmed.toml
  wxmed serve --check --config wxmed.toml          检查有何错误
  wxmed serve --config wxmed.toml                  运行，直到收到 SIGTERM 或按 Ctrl-C
  curl http://127.0.0.1:8378/v1/getmedinfo -d '{\"openid\":\"o6…\",\"name\":\"…\",\"idcard\":\"…\"}'",
        },
    ),
    (
        "serve init",
        Texts {
            about: "写出一份带注释、可调用沙箱的配置",
            more: "把沙箱打印的两个密钥放进 WXMED_API_KEY 与 WXMED_APP_SECRET 即可使用。不会覆盖已有的文件。\
                   注释的语言由 --lang 决定。",
            details: "",
            examples: "\
示例：
  wxmed serve init
  wxmed serve init /etc/wxmed/wxmed.toml",
        },
    ),
    (
        "audit",
        Texts {
            about: "查看 sidecar 的审计文件，列出并登记结果未知的调用",
            more: "sidecar 运行时也可使用。",
            details: "\
报文原文另有文件，仅在配置要求时才有。本命令不读取它：

  jq -r 'select(.id == \"…\") | .age' wxmed-raw.jsonl | base64 -d | age -d -i key.txt

退出码：0；--unknown 列出了调用，或有无法识别的行时为 1；文件无法读取时为 2。",
            examples: "\
示例：
  wxmed audit audit.jsonl                          有过哪些调用
  wxmed audit audit.jsonl.1 audit.jsonl --operation preregister --outcome business
  wxmed audit --config wxmed.toml --order 20260131000001
  wxmed audit audit.jsonl --since 2026-01-31 --json | jq .rid
  wxmed audit --unknown --config wxmed.toml        哪些需要核实
  wxmed audit --config wxmed.toml --settle main/preregister/20260131000001 --as done",
        },
    ),
    ("completions", Texts { about: "把命令行补全脚本写到标准输出", more: "", details: "", examples: "" }),
    ("help", Texts { about: "显示本帮助，或某个命令的帮助", more: "", details: "", examples: "" }),
    ("serve help", Texts { about: "显示本帮助，或某个命令的帮助", more: "", details: "", examples: "" }),
    ("spec help", Texts { about: "显示本帮助，或某个命令的帮助", more: "", details: "", examples: "" }),
];
