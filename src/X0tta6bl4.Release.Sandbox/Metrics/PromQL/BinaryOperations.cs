using System.Collections.Immutable;

namespace X0tta6bl4.Release.Sandbox.Metrics.PromQL;

/// <summary>Operators between numbers and vectors.</summary>
internal static class BinaryOperations
{
    public static QueryValue Of(Expression.Binary binary, QueryValue left, QueryValue right, long at) => (left, right) switch
    {
        _ when binary.Operator is "and" or "or" or "unless" => new QueryValue.Vector(SetOperation(binary, VectorOf(left), VectorOf(right))),
        (QueryValue.Scalar a, QueryValue.Scalar b) => Scalars(binary, a.Value, b.Value),
        (QueryValue.Vector a, QueryValue.Scalar b) => new QueryValue.Vector([.. a.Points.SelectMany(point => Result(binary, point.Labels, point.Value, b.Value, point.Value, at))]),
        (QueryValue.Scalar a, QueryValue.Vector b) => new QueryValue.Vector([.. b.Points.SelectMany(point => Result(binary, point.Labels, a.Value, point.Value, point.Value, at))]),
        (QueryValue.Vector a, QueryValue.Vector b) => new QueryValue.Vector(Match(binary, a.Points, b.Points, at)),
        _ => throw QueryException.Execution("binary expression must contain only scalar and instant vector types"),
    };

    static bool IsComparison(string name) => name is "==" or "!=" or "<" or "<=" or ">" or ">=";

    static QueryValue.Scalar Scalars(Expression.Binary binary, double a, double b) => !IsComparison(binary.Operator) ? new(Compute(binary.Operator, a, b))
        : binary.Matching.IsBool ? new(Holds(binary.Operator, a, b) ? 1 : 0)
        : throw QueryException.Parse(0, "comparisons between scalars must use BOOL modifier");

    // A comparison keeps the series, name and all; everything else gives a new one without a name.
    static IEnumerable<Point> Result(Expression.Binary binary, Labels labels, double a, double b, double kept, long at)
    {
        if (!IsComparison(binary.Operator))
        {
            yield return new Point(labels.WithoutName(), Compute(binary.Operator, a, b), at);
        }
        else if (binary.Matching.IsBool)
        {
            yield return new Point(labels.WithoutName(), Holds(binary.Operator, a, b) ? 1 : 0, at);
        }
        else if (Holds(binary.Operator, a, b))
        {
            yield return new Point(labels, kept, at);
        }
    }

    static ImmutableArray<Point> Match(Expression.Binary binary, ImmutableArray<Point> left, ImmutableArray<Point> right, long at)
    {
        var matching = binary.Matching;
        var (many, one) = matching.Group == "right" ? (right, left) : (left, right);
        var ones = new Dictionary<Labels, Point>();
        foreach (var point in one)
        {
            if (!ones.TryAdd(matching.Key(point.Labels), point))
            {
                throw QueryException.Execution($"found duplicate series for the match group {matching.Key(point.Labels)} on the {(matching.Group == "right" ? "left" : "right")} hand-side of the operation;many-to-many matching not allowed: matching labels must be unique on one side");
            }
        }

        var used = new HashSet<Labels>();
        return [.. many.SelectMany(point => Pair(point))];

        IEnumerable<Point> Pair(Point point)
        {
            var key = matching.Key(point.Labels);
            if (!ones.TryGetValue(key, out var partner))
            {
                return [];
            }

            if (matching.Group is null && !used.Add(key))
            {
                throw QueryException.Execution("multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)");
            }

            var (a, b) = matching.Group == "right" ? (partner, point) : (point, partner);
            var labels = matching.Group is not null ? matching.Include.Aggregate(point.Labels, (sum, name) => sum.With(name, partner.Labels[name]))
                : IsComparison(binary.Operator) && !matching.IsBool ? point.Labels
                : key;
            return Result(binary, labels, a.Value, b.Value, a.Value, at);
        }
    }

    static ImmutableArray<Point> SetOperation(Expression.Binary binary, ImmutableArray<Point> left, ImmutableArray<Point> right)
    {
        var (ours, theirs) = (left.Select(point => binary.Matching.Key(point.Labels)).ToHashSet(), right.Select(point => binary.Matching.Key(point.Labels)).ToHashSet());
        return binary.Operator switch
        {
            "and" => [.. left.Where(point => theirs.Contains(binary.Matching.Key(point.Labels)))],
            "unless" => [.. left.Where(point => !theirs.Contains(binary.Matching.Key(point.Labels)))],
            _ => [.. left, .. right.Where(point => !ours.Contains(binary.Matching.Key(point.Labels)))],
        };
    }

    static ImmutableArray<Point> VectorOf(QueryValue value) =>
        value is QueryValue.Vector vector ? vector.Points : throw QueryException.Parse(0, "set operators are only allowed between instant vectors");

    static double Compute(string name, double a, double b) => name switch
    {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "/" => a / b,
        "%" => a % b,
        _ => Math.Pow(a, b),
    };

    static bool Holds(string name, double a, double b) => name switch
    {
        "==" => a == b,
        "!=" => a != b,
        "<" => a < b,
        "<=" => a <= b,
        ">" => a > b,
        _ => a >= b,
    };
}
