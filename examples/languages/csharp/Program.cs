// A token, a card, a registration and a message, with nothing but .NET 8.
//
//     export WXMED_HOST=http://127.0.0.1:8377 WXMED_APPID=… WXMED_APP_SECRET=… WXMED_API_KEY=… WXMED_MCH_ID=…
//     dotnet new console -o FirstCall && cp Program.cs FirstCall/ && dotnet run --project FirstCall
//
// `wxmed sandbox` prints these variables. The hospital and the patient are made up: put your own in their place before
// you call the platform itself. docs/languages/csharp.md explains this program. The project's tests don't run it.

using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

try
{
    await FirstCall.RunAsync();
    return 0;
}
catch (StopException stop)
{
    Console.Error.WriteLine(stop.Message);
}
catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
{
    // After a time-out, a registration may have been made: find out before you send it again.
    Console.Error.WriteLine($"no response: {error.GetType().Name}");
}
return 1;

internal sealed class StopException(string message) : Exception(message);

internal static class FirstCall
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(30) };

    // Writes 张三 and & as they are. The default, \u5F20, is right, too, as long as it is signed and sent alike.
    private static readonly JsonSerializerOptions Readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string StringToSign(IReadOnlyDictionary<string, string?> fields, string key)
    {
        var pairs = fields
            // Only null and "" are empty: "0" is a value, and is signed.
            .Where(field => field.Key != "sign" && !string.IsNullOrEmpty(field.Value))
            // Without Ordinal, the order is that of the machine's culture.
            .OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => $"{field.Key}={field.Value}");
        return string.Join("&", pairs.Append($"key={key}"));
    }

    private static string Sign(IReadOnlyDictionary<string, string?> fields, string key)
    {
        var text = StringToSign(fields, key);
        // Encoding.Default is GBK in .NET Framework on a Chinese Windows.
        return Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>For interfaces that have the field sign_type=HMAC-SHA256; those called below have not.</summary>
    private static string SignHmac(IReadOnlyDictionary<string, string?> fields, string key)
    {
        var text = Encoding.UTF8.GetBytes(StringToSign(fields, key));
        return Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), text));
    }

    private static string ToXml(IReadOnlyDictionary<string, string?> fields)
    {
        // XElement escapes. The values were signed as they are.
        var present = fields.Where(field => !string.IsNullOrEmpty(field.Value));
        var xml = new XElement("xml", present.Select(field => new XElement(field.Key, field.Value)));
        return xml.ToString(SaveOptions.DisableFormatting);
    }

    private static Dictionary<string, string?> FromXml(string body)
    {
        // A response needs no DTD; .NET Framework before 4.5.2 resolves external entities unless that is disabled.
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var reader = XmlReader.Create(new StringReader(body), settings);
        // A duplicate field throws: it is unclear which of the two was signed.
        var fields = XElement.Load(reader).Elements();
        return fields.ToDictionary(field => field.Name.LocalName, field => (string?)field.Value);
    }

    /// <summary>Over all fields that were received, not only those that this program knows.</summary>
    private static bool IsSignedWith(IReadOnlyDictionary<string, string?> fields, string key)
    {
        var received = Encoding.UTF8.GetBytes(fields.GetValueOrDefault("sign") ?? "");
        // Takes the same time wherever the difference is; == does not.
        return CryptographicOperations.FixedTimeEquals(received, Encoding.UTF8.GetBytes(Sign(fields, key)));
    }

    private static async Task<(string Body, string? Diagnosis)> PostAsync(string url, string body, string mediaType)
    {
        using var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType) { CharSet = "utf-8" };
        using var response = await Http.PostAsync(url, content);
        // The sandbox's diagnosis of the request. The platform never returns one.
        var diagnosis = response.Headers.TryGetValues("x-wxmed-diagnosis", out var ids) ? string.Join(", ", ids) : null;
        return (await response.Content.ReadAsStringAsync(), diagnosis);
    }

    private static string ErrorOf(JsonElement gateway) =>
        $"errcode={gateway.GetProperty("errcode")} errmsg={gateway.GetProperty("errmsg")}";

    private static async Task<string> FetchTokenAsync(string host, string appid, string secret)
    {
        // stable_token, other than /cgi-bin/token, does not invalidate the token that another process of yours uses.
        var wanted = JsonSerializer.Serialize(new { grant_type = "client_credential", appid, secret });
        var (body, _) = await PostAsync($"{host}/cgi-bin/stable_token", wanted, "application/json");
        using var json = JsonDocument.Parse(body);
        // The message can contain your address, but neither the secret nor a token.
        return json.RootElement.TryGetProperty("access_token", out var token)
            ? token.GetString()!
            : throw new StopException($"token: {ErrorOf(json.RootElement)}");
    }

    /// <summary>Where the interface is, and with what it is called. A record would print the key.</summary>
    private sealed class Platform(string host, string token, string key)
    {
        public async Task<Dictionary<string, string?>> CallAsync(
            string operation, Dictionary<string, string?> given, bool isResponseSigned)
        {
            var fields = new Dictionary<string, string?>(given) { ["nonce_str"] = RandomHex(16) };
            fields["sign"] = Sign(fields, key);
            var url = $"{host}/payinsurance/{operation}?access_token={Uri.EscapeDataString(token)}";
            var (body, diagnosis) = await PostAsync(url, ToXml(fields), "application/xml");
            // The gateway in front of the interface rejects a bad token in JSON.
            if (body.TrimStart().StartsWith('{'))
            {
                using var gateway = JsonDocument.Parse(body);
                throw new StopException($"{operation}: {ErrorOf(gateway.RootElement)}");
            }
            var response = FromXml(body);
            string Value(string name) => response.GetValueOrDefault(name) ?? "";
            if (Value("return_code") != "SUCCESS" || Value("result_code") != "SUCCESS")
            {
                string[] names = ["return_code", "return_msg", "result_code", "err_code"];
                var shown = string.Join(" ", names.Select(name => $"{name}={Value(name)}"));
                var explained = $"\ndiagnosis: {diagnosis}\nexplained by {host}/sandbox/v1/exchanges?limit=1";
                throw new StopException($"{operation}: {shown}{(diagnosis is null ? "" : explained)}");
            }
            if (isResponseSigned && !IsSignedWith(response, key))
            {
                throw new StopException($"{operation}: the signature of the response is wrong: don't trust it");
            }
            Console.WriteLine($"{operation}: SUCCESS{(isResponseSigned ? ", signature verified" : "")}");
            return response;
        }
    }

    private static string RandomHex(int bytes) => Convert.ToHexString(RandomNumberGenerator.GetBytes(bytes));

    /// <summary>`wxmed sign` signs these fields alike. The key is WeChat's own example.</summary>
    private static void PrintVectors()
    {
        const string key = "192006250b4c09247ec02edce69f6a2d";
        var fields = new Dictionary<string, string?>
        {
            ["zero"] = "0",
            ["empty"] = "",
            ["body_id"] = "2",
            ["bodyId"] = "1",
            ["Body"] = "挂号费 <A&B> ]]>",
            ["sign"] = "is not signed",
        };
        Console.WriteLine($"vector MD5 {Sign(fields, key)}");
        Console.WriteLine($"vector HMAC-SHA256 {SignHmac(fields, key)}");
    }

    private static string Variable(string name) =>
        Environment.GetEnvironmentVariable(name)
        ?? throw new StopException($"the environment variable {name} is not set");

    public static async Task RunAsync()
    {
        PrintVectors();
        var host = Variable("WXMED_HOST").TrimEnd('/');
        var appid = Variable("WXMED_APPID");
        var appSecret = Variable("WXMED_APP_SECRET");
        var apiKey = Variable("WXMED_API_KEY");
        var mchId = Variable("WXMED_MCH_ID");
        // The first user of the sandbox.
        var openid = Environment.GetEnvironmentVariable("WXMED_OPENID") ?? "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";
        var name = Environment.GetEnvironmentVariable("WXMED_NAME") ?? "张三";
        var idNumber = Environment.GetEnvironmentVariable("WXMED_ID_NUMBER") ?? "44030019000101123X";
        // Of 18 digits, with an upper-case X; the hash is lower-case, unlike the signature.
        var idHash = Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(idNumber.ToUpperInvariant())))
            .ToLowerInvariant();

        var token = await FetchTokenAsync(host, appid, appSecret);
        Console.WriteLine("token: SUCCESS");
        var platform = new Platform(host, token, apiKey);

        var card = new Dictionary<string, string?> { ["openid"] = openid, ["name"] = name, ["idcard_md5"] = idHash };
        await platform.CallAsync("getmedinfo", card, isResponseSigned: false);

        // Serialised once: the text that is signed is the text that is sent. On one line, because XML parsers may read
        // the \r\n of indented JSON as \n. Amounts are texts, so that 30.00 stays 30.00.
        var content = new { ksmc = "肝病 & <复诊>", ghf = "9.00", zjzj = "21.00", ghhj = "30.00", ssj = "0" };
        var requestContent = JsonSerializer.Serialize(content, Readable);
        // The platform's clock is Beijing's, wherever this program runs.
        var now = DateTime.UtcNow.AddHours(8).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        var order = $"HOSP{now}{RandomHex(4)}";
        var registration = new Dictionary<string, string?>
        {
            ["appid"] = appid,
            ["mch_id"] = mchId,
            ["openid"] = openid,
            ["hosp_out_trade_no"] = order,
            ["hospital_name"] = "示例市第一人民医院",
            ["spbill_create_ip"] = "10.193.0.1",
            ["body"] = "挂号费-肝病门诊",
            ["user_card_type"] = "1",
            ["user_card_no"] = idHash,
            ["user_name"] = name,
            ["serial_no"] = RandomHex(8),
            ["org_no"] = "H1110",
            ["gmt_out_create"] = now,
            ["request_content"] = requestContent,
        };
        await platform.CallAsync("preregister", registration, isResponseSigned: true);

        var message = new Dictionary<string, string?>
        {
            ["hosp_out_trade_no"] = order,
            ["msg_type"] = "2",
            ["first"] = "您已缴费成功",
            ["discount"] = "0",
            ["real_fee"] = "30.00",
            ["remark"] = "请凭登记号报到。",
        };
        await platform.CallAsync("sendmsg", message, isResponseSigned: true);
    }
}
