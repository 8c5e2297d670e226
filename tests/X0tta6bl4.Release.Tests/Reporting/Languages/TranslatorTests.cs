using X0tta6bl4.Release.Reporting.Languages;

namespace X0tta6bl4.Release.Tests.Reporting.Languages;

public sealed class TranslatorTests
{
    [Theory]
    // Words and sentences without holes.
    [InlineData("done", "сделано")]
    [InlineData("Everything runs as planned.", "Всё работает по плану.")]
    // Holes, and sentences within them.
    [InlineData("runs 2.3.1 (sha256:bbbb): 4 of 4 updated and available", "работает 2.3.1 (sha256:bbbb): обновлено и доступно 4 из 4")]
    [InlineData("3 of 4 updated, 1 not ready, 2 old", "обновлено 3 из 4, не готово 1, прежних 2")]
    [InlineData("container reports: ended 3 times, last with exit code 1", "контейнер reports: завершился 3 раза, последний код 1")]
    [InlineData("0 of 48,213 requests failed: at most 0.0062 % with 95 % confidence (Clopper-Pearson); outages shorter than 50 ms can be missed", "не удалось 0 из 48,213 запросов: не больше 0.0062 % с доверием 95 % (Клоппер — Пирсон); перерывы короче 50 мс могли быть пропущены")]
    // Parts of a sentence that nobody has put into Russian as a whole.
    [InlineData("1,234 requests, none failed, p50 1 ms, longest 2 min 3 s", "1,234 запроса, неудач нет, p50 1 мс, самый долгий 2 мин 3 с")]
    // Forms of a noun that go with its number.
    [InlineData("2 min 3 s", "2 мин 3 с")]
    [InlineData("longest 2 min 3 s", "самый долгий 2 мин 3 с")]
    [InlineData("1 file", "1 файл")]
    [InlineData("3 files", "3 файла")]
    [InlineData("11 files", "11 файлов")]
    [InlineData("21 files", "21 файл")]
    [InlineData("1,112 files", "1,112 файлов")]
    // What is refused, without its place.
    [InlineData("'banana' is no version; wanted is MAJOR.MINOR.PATCH", "'banana' — не версия; нужна MAJOR.MINOR.PATCH")]
    [InlineData("unknown key 'budgte'; allowed keys: name, budget", "неизвестный ключ 'budgte'; допустимые ключи: name, budget")]
    [InlineData("expected a duration such as 30s, 10m, 2h or 1h30m, found a list", "ожидается длительность, например 30s, 10m, 2h или 1h30m, а здесь список")]
    [InlineData("expected a chart, REPOSITORY/CHART, such as hashicorp/vault, found a map; allowed keys: chart", "ожидается чарт, REPOSITORY/CHART, например hashicorp/vault, а здесь словарь; допустимые ключи: chart")]
    [InlineData("expected a map of estates; at least one is needed", "ожидается словарь стендов; нужен хотя бы один")]
    [InlineData("'function' is not supported in a scenario: scripts run no JavaScript here; allowed are name, flow", "'function' не поддерживается (сценарий): сценарии здесь не выполняют JavaScript; допустимы name, flow")]
    [InlineData("container app runs x:1, the runbook releases y", "контейнер app работает на x:1, а runbook выпускает y")]
    [InlineData("create it with the Deployment tests in it, or correct 'staging' in the runbook", "создайте с Deployment tests или исправьте 'staging' в runbook")]
    [InlineData("create it, or correct 'staging' in the runbook", "создайте или исправьте 'staging' в runbook")]
    [InlineData("did you mean 'version'?", "может быть, 'version'?")]
    // Lines of a terminal and of Markdown.
    [InlineData("03:04:12    east/system/deployment/reports: undoing", "03:04:12    east/system/deployment/reports: отменяется")]
    [InlineData("23:55:19    availability of api in Rollback: 0 of 65 requests failed", "23:55:19    доступность api, Откат: не удалось 0 из 65 запросов")]
    [InlineData("23:55:19  Rollback: done, 5 of 5 changes undone", "23:55:19  Откат: сделано, отменено изменений: 5 из 5")]
    [InlineData("west/system/deployment/x: runs 2.3.0 again: 3 of 3 updated and available", "west/system/deployment/x: снова работает 2.3.0: обновлено и доступно 3 из 3")]
    [InlineData("  Functions work  passed  5 of 5; wanted 5 of 5 calls as expected", "  Функции работают  пройдено  5 из 5; требуется вызовов с ожидаемым ответом: 5 из 5")]
    [InlineData("5 % in 2 of 3 answers", "5 % в 2 из 3 ответов")]
    [InlineData("more than 5 % in 2 of 3 answers", "больше 5 % в 2 из 3 ответов")]
    [InlineData("(more than 5 % in 2 of 3 answers stops the stage)", "(больше 5 % в 2 из 3 ответов останавливает этап)")]
    [InlineData("00:15:46    baseline of response-time: Response time of the gateway, 95 %: 81.9 ms of 160 requests", "00:15:46    исходное значение response-time: Response time of the gateway, 95 %: 81.9 мс из 160 запросов")]
    [InlineData("0 of 391 requests failed: at most 0.763 % with 95 % confidence (Clopper-Pearson); outages shorter than 63 ms can be missed; wanted at most 1 % of the requests failed", "не удалось 0 из 391 запросов: не больше 0.763 % с доверием 95 % (Клоппер — Пирсон); перерывы короче 63 мс могли быть пропущены; требуется неудачных запросов не больше 1 %")]
    [InlineData("| Stage | Result | Time |", "| Этап | Результат | Время |")]
    [InlineData("## Success criteria", "## Критерии успеха")]
    [InlineData("  next in 5 s", "  следующая через 5 с")]
    // Names, code, other people's sentences.
    [InlineData("eks-us-east-1/system/deployment/api-gateway", "eks-us-east-1/system/deployment/api-gateway")]
    [InlineData("Back-off pulling image of the thing", "Back-off pulling image of the thing")]
    [InlineData("check whether anybody has seen it", "check whether anybody has seen it")]
    [InlineData("Response time of the API gateway, 95 %", "Response time of the API gateway, 95 %")]
    [InlineData("", "")]
    [InlineData(" … ", " … ")]
    public void What_is_known_is_said_in_Russian_and_the_rest_stays(string english, string russian) => Assert.Equal(russian, Translator.Russian.Of(english));

    [Theory]
    [InlineData("done")]
    [InlineData("3 of 4 updated")]
    public void English_stays_English(string text) => Assert.Same(text, Translator.English.Of(text));

    [Theory]
    [InlineData("a of b ")]
    [InlineData("x: at most 3 s of it, and 2 more (the first: y); ")]
    [InlineData("(((")]
    [InlineData("\n | \n")]
    [InlineData("wanted until at most more than ")]
    public void A_long_text_of_somebody_else_s_comes_to_an_end(string part) => Assert.NotEmpty(Translator.Russian.Of(string.Concat(Enumerable.Repeat(part, 990 / part.Length))));

    [Fact]
    public void A_language_is_found_by_its_name() => Assert.Equal(["en", "ru"], Translator.All.Keys);

    [Fact]
    public void What_is_Russian_already_stays() => Assert.All(["сделано", "обновлено 3 из 4", "Этап: сделано, на 2.3.1 работает размещений: 1 из 1"], text => Assert.Equal(text, Translator.Russian.Of(text)));
}
