// Controls a sandbox from your own tests through its control API, JSON below /sandbox/v1/, with nothing but .NET 8.
//
//     using var sandbox = new Sandbox("http://127.0.0.1:8377");
//     await sandbox.ResetAsync();
//
// /sandbox/v1/openapi.json describes the whole API, and docs/languages/csharp.md this class. The project's tests don't
// run it.

using System.Net.Http.Json;
using System.Text.Json.Nodes;

internal sealed class Sandbox(string host) : IDisposable
{
    // Longer than an exchange can be waited for, which is 60 seconds.
    private readonly HttpClient http = new()
    {
        BaseAddress = new Uri($"{host}/sandbox/v1/"),
        Timeout = TimeSpan.FromSeconds(90),
    };

    public void Dispose() => http.Dispose();

    /// <summary>The state at the start. Don't call it while others use the same sandbox.</summary>
    public Task ResetAsync() => PostAsync("reset", new { });

    /// <summary>A made-up person without a card. Never use a real one's data.</summary>
    public Task AddPersonAsync(string openid, string name, string identityNumber) =>
        PostAsync("people", new { openid, name, identity_number = identityNumber });

    /// <summary>Opens the link of getbindurl, as the patient does.</summary>
    public Task BindCardAsync(string openid) => PostAsync($"people/{Uri.EscapeDataString(openid)}/bind", new { });

    /// <summary>The next call of the operation fails, and those after it don't.</summary>
    public Task FailOnceAsync(string operation, string code) =>
        PostAsync("stubs", new { operation, response = new { business = new { code } } });

    /// <summary>Nothing is done: fetch another token, and send the call again, once.</summary>
    public Task RejectTokenOnceAsync(string operation) =>
        PostAsync("stubs", new { operation, response = new { token_rejected = new { code = 42001 } } });

    /// <summary>The sandbox executes the call, and closes the connection instead of responding.</summary>
    public Task LoseResponseOnceAsync(string operation) =>
        PostAsync("stubs", new { operation, fault = "drop-before-head" });

    /// <summary>For after a lost response. The platform has no list of orders; a test can look.</summary>
    public async Task<bool> HasOrderAsync(string number)
    {
        var orders = await GetAsync("orders");
        return orders!["orders"]!.AsArray().Any(order => (string?)order!["values"]!["hosp_out_trade_no"] == number);
    }

    /// <summary>Tokens are good for 7200 seconds.</summary>
    public Task AdvanceClockAsync(int seconds) => PostAsync("clock", new { advance_s = seconds });

    /// <summary>The number of the last exchange; 0 if there is none.</summary>
    public async Task<int> LastExchangeAsync()
    {
        var exchanges = (await GetAsync("exchanges?limit=1"))!["exchanges"]!.AsArray();
        return exchanges.Count == 0 ? 0 : (int)exchanges[0]!["number"]!;
    }

    /// <summary>The first exchange after a number, even if it has come; null if none comes in 10 seconds.</summary>
    public Task<JsonNode?> NextExchangeAsync(int after) => GetAsync($"exchanges/next?after={after}&wait=10");

    /// <summary>The ID of the mistake in a request, by the rid in the message of 签名失败.</summary>
    public async Task<string?> DiagnosisAsync(string rid)
    {
        var exchange = await GetAsync($"exchanges/{rid}");
        // Also for people: "en", "zh" and "remedy". The exchange has "string_to_sign", too, with the key masked.
        return (string?)exchange!["diagnosis"]?["id"];
    }

    private async Task<JsonNode?> GetAsync(string path)
    {
        using var response = await http.GetAsync(path);
        return await ReadAsync(response);
    }

    private async Task PostAsync(string path, object value)
    {
        using var response = await http.PostAsJsonAsync(path, value);
        await ReadAsync(response);
    }

    private static async Task<JsonNode?> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        // 204 has no body.
        var value = text == "" ? null : JsonNode.Parse(text);
        return response.IsSuccessStatusCode
            ? value
            : throw new HttpRequestException((string?)value?["error"]?["en"] ?? $"HTTP {(int)response.StatusCode}");
    }
}
