// A registration from card to message through the sidecar `wxmed serve`, with nothing but .NET 8.
//
//     dotnet new console -o Registration && cp Sidecar.cs Registration/Program.cs
//     dotnet run --project Registration -- HOSP20260131120000000001
//
// The number is that of the order in the hospital's database, with its time. Run it again with the same number:
// nothing is sent twice. `resend` after the number sends a registration with an unknown outcome again: do that only
// after checking that the platform has not processed it. The sidecar is at WXMED_SIDECAR, by default
// http://127.0.0.1:8378; its token, if it requires one, is in WXMED_SIDECAR_TOKEN. The hospital and the patient are made
// up. docs/sidecar.md explains this program. The project's tests don't run it.

using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

if (args.Length == 0)
{
    Console.Error.WriteLine("usage: Registration ORDER [resend]");
    return 1;
}
var url = Environment.GetEnvironmentVariable("WXMED_SIDECAR") ?? "http://127.0.0.1:8378";
using var sidecar = new Sidecar(url, Environment.GetEnvironmentVariable("WXMED_SIDECAR_TOKEN"));
var order = args[0];
try
{
    await Registration.RunAsync(sidecar, order, args.Length > 1 && args[1] == "resend");
    return 0;
}
catch (FailedException failed)
{
    // In Chinese: "zh".
    foreach (var violation in failed.Error["violations"]?.AsArray() ?? [])
    {
        Console.WriteLine($"  {violation!["path"]}: {violation["message"]!["en"]}");
    }
    Console.WriteLine($"to do: {failed.Error["remedy"]!["en"]}");
    if ((string?)failed.Error["outcome"] == "unknown")
    {
        Console.WriteLine($"{order}: the outcome is unknown: find it out, and make no new order in its place");
    }
    return 1;
}

/// <summary>A call that did not succeed, as the sidecar describes it. No text of it has patients' data.</summary>
internal sealed class FailedException(JsonNode error) : Exception((string?)error["kind"])
{
    public JsonNode Error { get; } = error;
}

internal sealed class Sidecar : IDisposable
{
    // How often and how long you try is your choice: the sidecar recognises a request that it had before.
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)];

    // If the sidecar can't be reached, or has stopped: repeat the same request later to learn the result.
    private const string NoResponse = """
        {"ok": false, "kind": "no-response", "outcome": "unknown", "retry": "later",
         "remedy": {"en": "look whether the sidecar runs, and make the same call again"}}
        """;

    // Longer than a call of the sidecar takes, which is 30 seconds at most.
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(60) };

    public Sidecar(string url, string? token)
    {
        http.BaseAddress = new Uri($"{url}/v1/");
        if (token is not null)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    public void Dispose() => http.Dispose();

    /// <summary>The fields of the response. Only what may succeed later is sent again, and always unchanged.</summary>
    public async Task<JsonNode> CallAsync(string operation, JsonObject fields, string? key = null)
    {
        for (var attempt = 0; ; attempt++)
        {
            var (status, response, isRepeated) = await PostAsync(operation, fields, key);
            if ((bool)response["ok"]!)
            {
                Console.WriteLine($"{operation}: ok{(isRepeated ? ", the response of an earlier call" : "")}");
                return response["reply"]!;
            }
            var code = response["code"] is { } known ? $" {known}" : "";
            Console.WriteLine(
                $"{operation}: {status} {response["kind"]}{code} ({response["outcome"]}, {response["retry"]})");
            if ((string?)response["retry"] != "later" || attempt == Pauses.Length)
            {
                throw new FailedException(response);
            }
            await Task.Delay(Pauses[attempt]);
        }
    }

    /// <summary>The status, the JSON, and whether it is the response of an earlier call.</summary>
    private async Task<(int Status, JsonNode Response, bool IsRepeated)> PostAsync(
        string operation, JsonObject fields, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, operation)
        {
            Content = new StringContent(fields.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }
        try
        {
            using var response = await http.SendAsync(request);
            // Each error has JSON, too.
            var json = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
            return ((int)response.StatusCode, json, response.Headers.Contains("Idempotent-Replayed"));
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException or JsonException)
        {
            return (0, JsonNode.Parse(NoResponse)!, false);
        }
    }
}

internal static class Registration
{
    private const string NoCard = "80004";

    public static async Task RunAsync(Sidecar sidecar, string order, bool isResent)
    {
        // From your own system. The identity number is as on the card: the sidecar hashes it.
        var (openid, name, idNumber) = ("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", "张三", "44030019000101123X");
        JsonNode card;
        try
        {
            card = await sidecar.CallAsync(
                "getmedinfo", new JsonObject { ["openid"] = openid, ["name"] = name, ["idcard"] = idNumber });
        }
        catch (FailedException failed) when ((string?)failed.Error["code"] == NoCard)
        {
            await sidecar.CallAsync(
                "getbindurl", new JsonObject { ["openid"] = openid, ["url"] = "https://hospital.example/bound" });
            // The reply has it in bind_url.
            Console.WriteLine("no card is bound: show the patient the link");
            return;
        }
        var slip = new JsonObject
        {
            ["brlx"] = "1",
            ["mzlsh"] = "1500619843177",
            ["ksbm"] = "631",
            ["ksmc"] = "肝病门诊",
            ["ghlb"] = "普通",
            ["ghf"] = "9.00",
            ["zjzj"] = "21.00",
            ["ghhj"] = "30.00",
            ["ssj"] = "0",
            ["zsj"] = "0",
        };
        var content = new JsonObject
        {
            ["yljgbm"] = "H1110",
            ["ylzh"] = (string?)card["medical_card_id"],
            ["czybm"] = "H1111",
            ["czyxm"] = "李四",
            ["mzghdj"] = slip,
        };
        var registration = new JsonObject
        {
            ["openid"] = openid,
            ["hosp_out_trade_no"] = order,
            ["hospital_name"] = "示例市第一人民医院",
            ["spbill_create_ip"] = "10.193.0.1",
            ["body"] = "挂号费-肝病门诊",
            ["user_card_type"] = 1,
            ["user_card_no"] = idNumber,
            ["user_name"] = name,
            ["serial_no"] = "1500619843177",
            ["org_no"] = "H1110",
            // Stored with the order, not the time of this call: a repeated request must be the same.
            ["gmt_out_create"] = order.Substring(4, 14),
            ["request_content"] = new JsonObject
            {
                ["spec"] = "city/shenzhen/registration",
                ["json"] = new JsonObject { ["registration_order_pay"] = content },
            },
        };
        if (isResent)
        {
            registration["resend"] = true;
        }
        await sidecar.CallAsync("preregister", registration);
        // Once the patient has paid. A message has no number of its own, so the key says which one it is.
        var message = new JsonObject
        {
            ["hosp_out_trade_no"] = order,
            ["msg_type"] = 3,
            ["first"] = "您已成功挂号并缴费",
            ["doctor"] = "赵五",
            ["department"] = "肝病门诊",
            ["hospital"] = "示例市第一人民医院",
            ["visit_time"] = "2018-6-23 14:00",
            ["register_no"] = "3424593",
            ["remark"] = "请凭登记号报到。",
        };
        await sidecar.CallAsync("sendmsg", message, $"paid-{order}");
    }
}
